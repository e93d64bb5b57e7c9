"""Somebody reports a barrier: the office owes an answer, and nothing of it leaves by mail."""

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import make_office

from welcome_office.accessibility.actions import BarrierGiven, answer_report, report_barrier
from welcome_office.accessibility.models import BarrierReport
from welcome_office.accessibility.queries import report_behind
from welcome_office.accessibility.tasks import send_answer, tell_office
from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM, VISITOR
from welcome_office.partners.models import Membership

pytestmark = pytest.mark.django_db

GIVEN = BarrierGiven(what="My screen reader skips the days.", email="amal@example.org")


def reported(given: BarrierGiven = GIVEN, language: str = "en") -> BarrierReport:
    return report_barrier(make_office(), given, language=language, by=VISITOR)


def test_coordinator_gets_a_task_for_two_weeks() -> None:
    report = reported()

    step = NextStep.objects.get()
    days = (step.due_on - timezone.localdate()).days
    assert (step.owner_role, report_behind(step)) == (Membership.Role.COORDINATOR, report)
    # Two weeks, or the next day after them on which the house is open; six are the most.
    assert 14 <= days <= 42
    assert "screen reader" not in step.sentence


def test_office_is_told_but_not_what() -> None:
    report = reported()

    tell_office(report.pk)

    (letter,) = mail.outbox
    assert letter.to == ["office@example.org"]
    assert f"/desk/tasks/{report.next_step_id}/" in letter.body
    assert "screen reader" not in letter.body
    assert "amal" not in letter.body


def test_answer_goes_out_in_the_language_of_the_report_and_names_the_ombuds_office() -> None:
    report = reported()

    answer_report(report, text="We mended it.", by=PROGRAM)
    send_answer(report.pk)

    (letter,) = mail.outbox
    assert letter.to == ["amal@example.org"]
    assert "We mended it." in letter.body
    assert "https://www.lbbp.nrw.de/ombudsstelle" in letter.body
    assert letter.extra_headers["Content-Language"] == "en"
    assert NextStep.objects.get().done_at is not None


def test_second_answer_changes_nothing() -> None:
    report = reported()
    answer_report(report, text="We mended it.", by=PROGRAM)

    again = answer_report(report, text="Something else.", by=PROGRAM)

    assert again.answer == "We mended it."
    assert ProcrastinateJob.objects.filter(task_name__endswith="send_answer").count() == 1


def test_report_without_an_address_is_not_answered_by_mail() -> None:
    report = reported(BarrierGiven(what="Too small."))

    with pytest.raises(ValueError, match="without an e-mail address"):
        answer_report(report, text="We mended it.", by=PROGRAM)


def test_empty_report_is_none() -> None:
    with pytest.raises(ValueError, match="has to say what does not work"):
        BarrierGiven(what="  ")
