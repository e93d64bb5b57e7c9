"""Deletes what is kept no longer."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from welcome_office.core.audit import PROGRAM, record
from welcome_office.recognition.models import Client, Procedure, ProcedureEvent
from welcome_office.recognition.models.clients import CLIENT_KEPT


def forget_clients(*, today: date) -> int:
    """Delete the people whose last procedure and last talk lie a year back; say how many."""
    limit = today - timedelta(days=CLIENT_KEPT.days)
    known = Client.objects.annotate(
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
