"""Deadlines count as the civil code counts, conditions answer yes, no or not yet known."""

from datetime import date

import pytest

from welcome_office.law.errands import ALWAYS, Condition, Deadline, Text, When

TWO_WEEKS = Deadline(text=Text.of(de="zwei Wochen"), event="move_in", days=14)


def is_weekend(day: date) -> bool:
    return day.isoweekday() > 5


@pytest.mark.parametrize(
    ("event_day", "last_day"),
    [
        pytest.param(date(2026, 11, 25), date(2026, 12, 9), id="wednesday to wednesday"),
        pytest.param(date(2026, 11, 21), date(2026, 12, 7), id="saturday moves to monday"),
        pytest.param(date(2026, 11, 22), date(2026, 12, 7), id="sunday moves to monday"),
    ],
)
def test_two_weeks_end_on_a_working_day(event_day: date, last_day: date) -> None:
    assert TWO_WEEKS.last_day(event_day, is_closed=is_weekend) == last_day


@pytest.mark.parametrize(
    ("months", "before", "last_day"),
    [
        pytest.param(1, False, date(2027, 3, 1), id="no 31 February; its last day is a Sunday"),
        pytest.param(6, False, date(2027, 8, 2), id="31 July is a Saturday"),
        pytest.param(3, True, date(2026, 10, 31), id="counted back, a Saturday stays"),
    ],
)
def test_months_end_where_the_month_ends(*, months: int, before: bool, last_day: date) -> None:
    deadline = Deadline(text=Text.of(de="Monate"), event="birth", months=months, before=before)

    assert deadline.last_day(date(2027, 1, 31), is_closed=is_weekend) == last_day


def test_deadline_that_is_only_a_text_has_no_last_day() -> None:
    deadline = Deadline(text=Text.of(de="so früh wie möglich"))

    assert deadline.last_day(date(2026, 11, 25), is_closed=is_weekend) is None


CHILD_FROM_ABROAD = When(
    (Condition("age_under", 16), Condition("citizenship", ("eu", "third_country")))
)


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        pytest.param({"age": 15, "citizenship": "eu"}, True, id="all hold"),
        pytest.param({"age": 16, "citizenship": "eu"}, False, id="sixteen is not under sixteen"),
        pytest.param({"age": 3, "citizenship": "german"}, False, id="other citizenship"),
        pytest.param({"age": 3}, None, id="citizenship not known yet"),
        pytest.param({"citizenship": "german"}, False, id="one no decides"),
        pytest.param({}, None, id="nothing known"),
    ],
)
def test_conditions_answer_yes_no_or_not_known(
    *, facts: dict[str, str | int], answer: bool | None
) -> None:
    assert CHILD_FROM_ABROAD.holds(facts) is answer


def test_no_condition_holds_for_everybody() -> None:
    assert ALWAYS.holds({}) is True


def test_conditions_are_written_as_they_stand_in_the_files() -> None:
    joined = CHILD_FROM_ABROAD.both(When((Condition("family", allowed=True),)))

    assert joined.as_dict() == {
        "age_under": 16,
        "citizenship": ["eu", "third_country"],
        "family": True,
    }


def test_text_answers_in_german_where_a_translation_is_missing() -> None:
    text = Text.of(de="Anmeldung", en="Registration")

    assert (text.in_language("en"), text.in_language("ar")) == ("Registration", "Anmeldung")
