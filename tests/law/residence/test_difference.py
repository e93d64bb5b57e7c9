"""What a change of law does to kept assessments: who is better or worse off, and why."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.law.residence.mutations import copy_of_the_law

from welcome_office.law.residence.difference import (
    Effect,
    KeptAssessment,
    LawState,
    ValueChange,
    law_differences,
)
from welcome_office.law.residence.law import residence_law
from welcome_office.law.residence.request import read_facts

LAW = residence_law()
MARKETING = {
    "nationality": "IN",
    "birth_date": "1982-01-15",
    "qual_type": "academic",
    "qual_state": "equivalent",
    "qual_date": "2014-07-01",
    "isco08": "2431",
    "salary": 50700,
}
KEPT = [KeptAssessment("anna", date(2026, 12, 1), read_facts(MARKETING, LAW))]
TODAY = LawState(LAW, date(2026, 12, 1))


def test_a_new_threshold_leaves_somebody_worse_off() -> None:
    (found,) = law_differences(KEPT, before=TODAY, after=LawState(LAW, date(2027, 1, 1)))

    assert (found.assessment, found.pathway, found.effect) == (
        "anna",
        "bluecard_standard",
        Effect.WORSE,
    )
    assert (found.reasons_gone, found.reasons_new) == ((), ("SALARY_BELOW_STANDARD",))
    assert found.values == (
        ValueChange("salary_blue_card", Decimal("50700.00"), Decimal("53100.00")),
    )


def test_age_counts_on_the_day_of_the_assessment_in_both_states() -> None:
    # Anna turns 45 on 15 January 2027; that is her birthday's doing, not the law's.
    found = law_differences(KEPT, before=TODAY, after=LawState(LAW, date(2027, 2, 1)))

    assert {difference.pathway for difference in found} == {"bluecard_standard"}


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (date(2023, 11, 17), date(2023, 11, 18), Effect.BETTER),
        (date(2024, 5, 31), date(2024, 6, 1), Effect.BETTER),
    ],
)
def test_a_reform_opens_ways(old: date, new: date, effect: Effect) -> None:
    found = law_differences(KEPT, before=LawState(LAW, old), after=LawState(LAW, new))

    assert effect in {difference.effect for difference in found}


def test_two_folders_of_law_can_be_compared(tmp_path: Path) -> None:
    folder = copy_of_the_law(tmp_path)
    thresholds = folder / "values" / "thresholds.yaml"
    text = thresholds.read_text(encoding="utf-8")
    thresholds.write_text(text.replace("share: 50 %", "share: 52 %"), encoding="utf-8")
    changed = LawState(residence_law(folder), TODAY.day)

    (found,) = law_differences(KEPT, before=TODAY, after=changed)

    assert (found.pathway, found.effect) == ("bluecard_standard", Effect.WORSE)


def test_the_same_law_makes_no_difference() -> None:
    assert list(law_differences(KEPT, before=TODAY, after=TODAY)) == []
