"""Only what can change the answer is asked for, each once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welcome_office.law.recognition.law import load_law
from welcome_office.recognition.asking import ORDER, Inquiry

DAY = date(2026, 11, 22)
VALUES: dict[str, list[str | bool | None]] = {
    "trained_in": ["IN", "TR", "PL", "DE", None],
    "citizenship": ["IN", "PL", "DE", None],
    "lives_in": ["Bochum", "Essen", "Hamburg", "abroad", None],
    "works_in": ["Bochum", "abroad", None],
}


def test_nurse_is_asked_for_the_country_of_training_first() -> None:
    inquiry = Inquiry(occupation="O001", land="nrw", day=DAY)

    assert inquiry.next_question == "trained_in"


def test_what_somebody_does_not_know_is_not_asked_again_but_named() -> None:
    inquiry = Inquiry(occupation="O029", land="nrw", day=DAY, asked=("trained_in",))

    assert "trained_in" not in inquiry.open_questions
    assert "trained_in" in inquiry.unknown


def test_every_fact_that_can_be_missing_can_be_asked_for() -> None:
    law = load_law("nrw")

    missing = {
        name
        for occupation in list(law.occupations)[::4]
        for name in Inquiry(
            occupation=occupation, land="nrw", day=DAY, told={"lives_in": "Bochum"}
        ).finding.missing
    }

    assert missing <= set(ORDER)


@pytest.mark.parametrize("occupation", ["O001", "O029", "O074"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_questions_end_with_nothing_open(occupation: str, data: st.DataObject) -> None:
    told: dict[str, str | bool] = {}
    asked: tuple[str, ...] = ()
    inquiry = Inquiry(occupation=occupation, land="nrw", day=DAY)

    while (fact := inquiry.next_question) is not None:
        assert fact not in asked
        value = data.draw(st.sampled_from(VALUES.get(fact, [True, False, None])), label=fact)
        asked += (fact,)
        told |= {} if value is None else {fact: value}
        inquiry = Inquiry(occupation=occupation, land="nrw", day=DAY, told=told, asked=asked)

    assert set(inquiry.unknown) <= {fact for fact in asked if fact not in told}
