"""Pass on to one adviser what somebody wants them to know, and take it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Partner
from welcome_office.recognition.models import ENQUIRY_KEPT, Enquiry


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What somebody lets the adviser know, and the words that were agreed to."""

    occupation: str
    trained_in: str
    body: str
    missing_papers: tuple[str, ...]
    consent_wording: str

    def __post_init__(self) -> None:
        if not self.consent_wording:
            raise ValueError("Nothing is passed on without the words of the consent.")


@transaction.atomic
def share_enquiry(
    shared: Shared, *, visit: int, ends_on: date, partner: Partner, by: Actor
) -> Enquiry:
    """Pass it on to the adviser of this visit; a second time replaces the first."""
    enquiry, _ = Enquiry.objects.update_or_create(
        visit=visit,
        defaults={
            "office": partner.office,
            "partner": partner,
            "visit_ends_on": ends_on,
            "occupation": shared.occupation,
            "trained_in": shared.trained_in,
            "body": shared.body,
            "missing_papers": list(shared.missing_papers),
            "consent_wording": shared.consent_wording,
        },
    )
    _note("enquiry.shared", enquiry, by=by)
    return enquiry


@transaction.atomic
def withdraw_enquiry(enquiry: Enquiry, *, by: Actor) -> None:
    """Take the consent back: the adviser sees nothing any more, at once."""
    _note("enquiry.withdrawn", enquiry, by=by)
    enquiry.delete()


def forget_enquiries(*, today: date, without_visit: Iterable[int] = ()) -> int:
    """Delete what is kept no longer, and what belongs to visits that do not take place."""
    ended = today - timedelta(days=ENQUIRY_KEPT.days)
    free = Enquiry.objects.exclude(is_restricted("visit", "visit"))
    old = free.filter(visit_ends_on__lt=ended)
    gone = free.filter(visit__in=list(without_visit))
    return sum(found.delete()[0] for found in (old, gone))


def _note(action: str, enquiry: Enquiry, *, by: Actor) -> None:
    office, partner = enquiry.office.slug, enquiry.partner.slug
    record(action, office=office, subject=enquiry.audit_subject, by=by, partner=partner)
