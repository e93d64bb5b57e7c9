"""Deletes what is kept no longer."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.retention import Rule
from welcome_office.recognition.actions import forget_enquiries
from welcome_office.recognition.actions.files import forget_files
from welcome_office.recognition.models import ENQUIRY_KEPT, Client, Procedure, ProcedureEvent
from welcome_office.recognition.models.clients import CLIENT_KEPT
from welcome_office.recognition.models.files import FILE_KEPT


def forget_clients(*, today: date) -> int:
    """Delete the people whose last procedure and last talk lie a year back; say how many."""
    limit = today - timedelta(days=CLIENT_KEPT.days)
    known = Client.objects.exclude(is_restricted("client")).annotate(
        last_talk=Max("contacts__day"), last_closed=Max("procedures__closed_on")
    )
    ended = known.filter(Q(last_talk=None) | Q(last_talk__lt=limit)).filter(
        Q(last_closed=None) | Q(last_closed__lt=limit), known_since__date__lt=limit
    )
    still_open = Procedure.objects.filter(client=OuterRef("pk"), closed_on=None)
    gone = list(ended.exclude(Exists(still_open)))
    for client in gone:
        forget_client(client)
    return len(gone)


@transaction.atomic
def forget_client(client: Client) -> None:
    """Delete a person with everything that is kept about them; only that it happened stays."""
    procedures = Procedure.objects.filter(client=client)
    events = ProcedureEvent.objects.filter(procedure__in=procedures)
    # Corrections point at what they correct, so the newest go first.
    for event in events.order_by("-id"):
        event.delete()
    steps = [each.next_step for each in procedures if each.next_step is not None]
    procedures.delete()
    for step in steps:
        step.delete()
    subject = f"client:{client.pk}"
    record("client.forgotten", office=client.office.slug, subject=subject, by=PROGRAM)
    client.delete()


def _clients(now: datetime) -> int:
    return forget_clients(today=timezone.localdate(now))


def _files(now: datetime) -> int:
    return forget_files(now=now)


def _enquiries(now: datetime) -> int:
    return forget_enquiries(today=timezone.localdate(now))


RULES = (
    Rule(
        name="recognition-clients",
        kind=_("People whom an adviser accompanies: talks, procedures, notes of papers"),
        keep=CLIENT_KEPT,
        forget=_clients,
    ),
    Rule(
        name="recognition-files",
        kind=_("Papers that people sent, and the links for sending"),
        keep=FILE_KEPT,
        forget=_files,
        hourly=True,
    ),
    Rule(
        name="recognition-enquiries",
        kind=_("What somebody let an adviser know before the visit"),
        keep=ENQUIRY_KEPT,
        forget=_enquiries,
    ),
)
