"""What can happen to a barrier: somebody reports it, the office answers."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from procrastinate.contrib.django import app

from welcome_office.accessibility.models import BarrierReport
from welcome_office.cases.actions import finish_next_step, promise_next_step
from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Membership, Office
from welcome_office.partners.open_days import next_open_day
from welcome_office.partners.queries import definition_of

# By name, as everywhere: a task's module imports what writes the mail.
TELL_OFFICE = "welcome_office.accessibility.tasks.tell_office"
SEND_ANSWER = "welcome_office.accessibility.tasks.send_answer"
# Two weeks, at most six, and an interim answer where that is not enough: § 5 (2) BITVNRW.
ANSWER_WITHIN = timedelta(weeks=2)


@dataclass(frozen=True, kw_only=True)
class BarrierGiven:
    """What somebody tells about a barrier; without address or number nobody is answered."""

    what: str
    place: str = ""
    email: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise ValueError("The report is empty: it has to say what does not work.")


@transaction.atomic
def report_barrier(
    office: Office, given: BarrierGiven, *, language: str, by: Actor
) -> BarrierReport:
    """Take the report, give the coordinator the task to answer it, and tell the office by mail."""
    latest = timezone.localdate() + ANSWER_WITHIN
    due_on = next_open_day(definition_of(office), after=latest - timedelta(days=1)) or latest
    report = BarrierReport.objects.create(
        office=office,
        what=given.what,
        place=given.place,
        email=given.email,
        phone=given.phone,
        language=language,
        next_step=promise_next_step(
            office,
            owner_role=Membership.Role.COORDINATOR,
            due_on=due_on,
            sentence=_sentence(),
            by=by,
        ),
    )
    record("barrier.reported", office=office.slug, subject=f"barrier:{report.pk}", by=by)
    app.configure_task(TELL_OFFICE).defer(report_id=report.pk)
    return report


@transaction.atomic
def answer_report(report: BarrierReport, *, text: str, by: Actor) -> BarrierReport:
    """Answer once by mail and tick the task off; a second answer changes nothing."""
    report = (
        BarrierReport.objects.select_for_update(of=("self",))
        .select_related("office", "next_step")
        .get(pk=report.pk)
    )
    if not report.email:
        raise ValueError(
            f"Report {report.pk} came without an e-mail address: call, or tick it off."
        )
    if report.answered_at is None:
        report.answer, report.answered_at = text, timezone.now()
        report.save(update_fields=["answer", "answered_at"])
        record("barrier.answered", office=report.office.slug, subject=f"barrier:{report.pk}", by=by)
        finish_next_step(report.next_step, by=by)
        app.configure_task(SEND_ANSWER).defer(report_id=report.pk)
    return report


@transaction.atomic
def delete_report(report: BarrierReport, *, by: Actor) -> None:
    """Delete what was reported, with whose turn it was; only that it happened stays."""
    office, subject = report.office.slug, f"barrier:{report.pk}"
    record("barrier.forgotten", office=office, subject=subject, by=by)
    step = report.next_step
    report.delete()
    step.delete()


def _sentence() -> str:
    # The house's own language; what was written stays with the report, which is deleted.
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("Answer somebody who reported a barrier.")
