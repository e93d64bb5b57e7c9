"""What employers have to do, and from which day."""

from datetime import date

import pytest

from welcome_office.law.residence.duties import Duty, employer_duties
from welcome_office.law.residence.law import residence_law

LAW = residence_law()


def test_a_duty_is_told_in_plain_words_with_its_paragraph() -> None:
    first = employer_duties(LAW, day=date(2026, 11, 21), language="en")[0]

    assert first == Duty(
        id="check_title",
        who="employer",
        when="Before the first day of work",
        what="Check that the residence title is valid and allows this job.",
        law="§ 4a Abs. 5 Satz 1, Satz 3 Nr. 1 AufenthG",
        sanction="Fine up to 500,000 euros (§ 404 SGB III)",
        confidence="verified",
    )


@pytest.mark.parametrize(
    ("day", "new"),
    [
        (date(2024, 2, 29), set()),
        (date(2024, 3, 1), {"assurance", "recognition_partnership"}),
        (date(2026, 1, 1), {"assurance", "recognition_partnership", "point_to_counselling"}),
    ],
)
def test_duties_begin_on_their_day(day: date, new: set[str]) -> None:
    before = {duty.id for duty in employer_duties(LAW, day=date(2024, 2, 29))}

    assert {duty.id for duty in employer_duties(LAW, day=day)} - before == new
