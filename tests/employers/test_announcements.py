"""A firm announces a group: the office owes an answer, and the firm knows until when."""

from dataclasses import replace
from datetime import date

import pytest
from django.core import mail
from django.db import DataError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import TOWN, make_office

from welcome_office.cases.models import NextStep
from welcome_office.core.audit import VISITOR
from welcome_office.employers.actions import GroupGiven, announce_group
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.employers.queries import announcement_behind, firms_behind
from welcome_office.employers.tasks import answer_firm
from welcome_office.partners.models import Membership
from welcome_office.partners.open_days import add_working_days

pytestmark = pytest.mark.django_db

ANSWER = "welcome_office.employers.tasks.answer_firm"
GROUP = GroupGiven(
    firm="Bäckerei Muster",
    contact_name="Greta Muster",
    email="greta@example.org",
    phone="",
    people=12,
    arrives_in_week_of=date(2031, 6, 18),
    languages=("es", "en"),
    with_families=True,
)


def test_coordinator_gets_a_task_with_a_day() -> None:
    announcement = announce_group(make_office(), GROUP, language="de", by=VISITOR)

    step = NextStep.objects.get()
    assert (step.owner_role, step.done_at) == (Membership.Role.COORDINATOR, None)
    assert "12" in step.sentence
    assert "Muster" not in step.sentence
    assert announcement_behind(step) == announcement
    assert firms_behind([step]) == {step.pk: "Bäckerei Muster"}


def test_week_is_known_by_its_monday() -> None:
    announcement = announce_group(make_office(), GROUP, language="de", by=VISITOR)

    assert announcement.arrives_in_week_of == date(2031, 6, 16)


def test_firm_gets_an_answer_in_its_language() -> None:
    announcement = announce_group(make_office(), GROUP, language="en", by=VISITOR)

    (job,) = ProcrastinateJob.objects.filter(task_name=ANSWER)
    answer_firm(**job.args)

    (letter,) = mail.outbox
    assert job.args == {"announcement_id": announcement.pk}
    assert letter.to == ["greta@example.org"]
    assert "a group of 12 people for the week of Monday, 16 June 2031" in letter.body
    assert letter.extra_headers["Content-Language"] == "en"


def test_announcement_that_fails_leaves_neither_task_nor_mail() -> None:
    office = make_office()
    too_long = replace(GROUP, firm="x" * 200)

    with pytest.raises(DataError), transaction.atomic():
        announce_group(office, too_long, language="de", by=VISITOR)

    assert not NextStep.objects.exists()
    assert not GroupAnnouncement.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name=ANSWER).exists()


@pytest.mark.parametrize("people", [0, 1, 501])
def test_one_person_is_no_group(people: int) -> None:
    with pytest.raises(ValueError, match="2 to 500"):
        replace(GROUP, people=people)


@pytest.mark.parametrize(
    ("day", "due_on"),
    [
        (date(2031, 6, 16), date(2031, 6, 19)),
        (date(2031, 6, 19), date(2031, 6, 24)),
        # 1 May 2031 is a Thursday and a holiday.
        (date(2031, 4, 30), date(2031, 5, 6)),
    ],
    ids=["within a week", "over a weekend", "over a holiday"],
)
def test_three_working_days_leave_out_weekends_and_holidays(day: date, due_on: date) -> None:
    assert add_working_days(TOWN, day, count=3) == due_on
