"""People whom an adviser accompanies, for tests."""

from datetime import date
from typing import Any

from tests.recognition.town import make_ruhr

from welcome_office.core.audit import PROGRAM
from welcome_office.law.recognition.events import Event, Happening
from welcome_office.partners.models import Office, Partner
from welcome_office.recognition.actions import Opening, add_client, open_procedure
from welcome_office.recognition.models import Procedure

OPENED = date(2026, 3, 2)
MECHANIC: dict[str, Any] = {
    "trained_in": "TR", "citizenship": "TR", "lives_in": "Bochum", "works_in": "Bochum",
    "self_employed": False, "has_formal_qualification": True, "documents_missing": False,
    "accelerated_81a": False,
}  # fmt: skip


def partner_called(slug: str, office: Office | None = None) -> Partner:
    """An organisation of the town."""
    office = office or make_ruhr()
    return Partner.objects.select_related("office").get(office=office, slug=slug)


def make_procedure(
    *,
    partner: Partner | None = None,
    occupation: str = "O074",
    events: tuple[Event, ...] = (),
    **facts: Any,
) -> Procedure:
    """A mechanic from Türkiye in Bochum, unless said otherwise."""
    partner = partner or partner_called("chamber")
    client = add_client(partner.office, partner, by=PROGRAM)
    opening = Opening(
        occupation=occupation,
        land="nrw",
        facts=MECHANIC | facts,
        opened_on=OPENED,
        events=events,
    )
    return open_procedure(client, opening, by=PROGRAM)


def event(kind: Happening, day: str, **more: Any) -> Event:
    """Something that happened on a day."""
    return Event(kind, date.fromisoformat(day), **more)
