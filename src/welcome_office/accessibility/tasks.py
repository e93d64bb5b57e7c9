"""What the worker does about barriers."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from welcome_office.accessibility.enforcement import enforcement_in
from welcome_office.accessibility.models import BarrierReport
from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.delivery import RefusedError
from welcome_office.core.mail import Letter, send_mail
from welcome_office.core.retries import UntilItWorks
from welcome_office.core.transactions import connection_of_a_job
from welcome_office.partners.letters import Addressee, write_letter
from welcome_office.partners.queries import definition_of


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def tell_office(report_id: int) -> None:
    """Tell the office that a report waits; what it says stays at the desk."""
    report = _report(report_id)
    if report is None:
        return
    letter = write_letter(
        report.office,
        Addressee(email=definition_of(report.office).office.email, language=settings.LANGUAGE_CODE),
        template="barrier_reported",
        subject=_("Somebody reported a barrier"),
        key=str(report.pk),
        content={
            "due_on": report.next_step.due_on,
            "address": f"{settings.SITE_URL}/de/desk/tasks/{report.next_step_id}/",
        },
    )
    _send(letter, report)


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def send_answer(report_id: int) -> None:
    """Send what the office answers, with the way to the ombuds office (§ 5 (2) BITVNRW)."""
    report = _report(report_id)
    if report is None or report.answered_at is None:
        return
    letter = write_letter(
        report.office,
        Addressee(email=report.email, language=report.language),
        template="barrier_answered",
        subject=_("Our answer to the barrier that you reported"),
        key=str(report.pk),
        content={
            "report": report,
            "enforcement": enforcement_in(definition_of(report.office).office),
        },
    )
    _send(letter, report)


def _report(number: int) -> BarrierReport | None:
    found = BarrierReport.objects.select_related("office", "next_step")
    return found.filter(pk=number).first()


def _send(letter: Letter, report: BarrierReport) -> None:
    try:
        send_mail(letter)
    except RefusedError as error:
        # The task at the desk stays; here stands why the mail did not go.
        record(
            "barrier.unreachable",
            office=report.office.slug,
            subject=f"barrier:{report.pk}",
            by=PROGRAM,
            problem=str(error),
        )
