"""What the worker does for the pages: mails to staff, and ties between trades."""

from django.utils import timezone
from procrastinate.contrib.django import app

from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.delivery import RefusedError
from welcome_office.core.mail import Letter, send_mail
from welcome_office.core.retries import UntilItWorks
from welcome_office.core.transactions import connection_of_a_job
from welcome_office.partners.models import Office
from welcome_office.pathways.actions import connect_with_person
from welcome_office.pathways.queries import visits_with_assessments
from welcome_office.people.models import User
from welcome_office.recognition.actions import forget_enquiries
from welcome_office.recognition.queries import visits_with_enquiries
from welcome_office.visits.models import Visit
from welcome_office.web.desk.letters import notice_letter, password_letter


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def send_password_link(user_id: int, office_id: int, language: str) -> None:
    """Send the link with which the owner of an account chooses a password."""
    user, office = User.objects.get(pk=user_id), Office.objects.get(pk=office_id)
    _send(password_letter(user, office, language=language), user, office)


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def send_notice(user_id: int, office_id: int, event: str, at: str, language: str) -> None:
    """Tell the owner of an account what was changed."""
    user, office = User.objects.get(pk=user_id), Office.objects.get(pk=office_id)
    _send(notice_letter(user, office, event=event, at=at, language=language), user, office)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="forget_enquiries", pass_context=False)
@connection_of_a_job()
def forget_what_was_passed_on(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Delete what was told before visits that ended long ago or do not take place."""
    told = visits_with_enquiries()
    stay = Visit.objects.filter(pk__in=told, state__in=Visit.OCCUPYING)
    gone = set(told) - set(stay.values_list("pk", flat=True))
    forget_enquiries(today=timezone.localdate(), without_visit=gone)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="connect_assessments", pass_context=False)
@connection_of_a_job()
def connect_assessments(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Let kept assessments go with the person whose visit was booked with them."""
    waiting = Visit.objects.filter(pk__in=visits_with_assessments()).select_related("person")
    for visit in waiting.exclude(person=None):
        assert visit.person is not None, "filtered above"
        connect_with_person(visit.pk, visit.person)


def _send(letter: Letter, user: User, office: Office) -> None:
    try:
        send_mail(letter)
    except RefusedError as error:
        subject = user.audit_name
        record(
            "staff.unreachable",
            office=office.slug,
            subject=subject,
            by=PROGRAM,
            problem=str(error),
        )
