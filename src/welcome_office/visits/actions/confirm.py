"""From a hold to a booked visit: a way to reach the person, and the proof that it works."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import is_overlap, with_retries
from welcome_office.partners.office_files import BookingRules
from welcome_office.partners.queries import definition_of
from welcome_office.people.models import Person
from welcome_office.visits.actions.freed import public_again
from welcome_office.visits.actions.limits import (
    address_of,
    require_few_messages,
    require_few_visits,
)
from welcome_office.visits.codes import code_fits
from welcome_office.visits.errors import AlreadyBookedError, HoldEndedError, WrongCodeError
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Arrangement, Message, Visit


@dataclass(frozen=True, kw_only=True)
class ContactGiven:
    """A name and one way to reach the person."""

    name: str
    contact: Visit.Contact
    email: str = ""
    phone: str = ""
    # Who books for the person and said that they agree: the address is then the companion's.
    companion: str = ""

    def __post_init__(self) -> None:
        if self.contact != Visit.Contact.NEITHER and not self.address:
            raise ValueError(f"Contact by {self.contact} needs an address to write to.")

    @property
    def address(self) -> str:
        """The mail address or number to which messages go; empty where none do."""
        return {Visit.Contact.MAIL: self.email, Visit.Contact.TEXT: self.phone}.get(
            self.contact, ""
        )


def give_contact(visit: Visit, given: ContactGiven, *, by: Actor) -> Visit:
    """Say who comes and how to reach them; the visit now waits for the confirmation."""
    with transaction.atomic():
        visit = _waiting(visit.pk)
        require_few_visits(visit, contact=given.contact, address=given.address, by=by)
        require_few_messages(address=given.address, by=by)
        visit.name, visit.contact = given.name, given.contact
        visit.email, visit.phone = given.email, given.phone
        visit.state = Visit.State.PENDING
        visit.save()
        note_companion(visit, given.companion)
        _send_code(visit, until=_end_of_waiting(visit))
        record("visit.pending", office=visit.office.slug, subject=visit.audit_subject, by=by)
    return visit


def note_companion(visit: Visit, companion: str) -> None:
    """Keep who booked for the person, and that they said so with consent."""
    Arrangement.objects.filter(visit=visit).delete()
    if companion:
        now = timezone.now()
        Arrangement.objects.create(visit=visit, companion=companion, consented_at=now)


def send_code_again(visit: Visit, *, by: Actor) -> Visit:
    """Send a new code and link; the old code no longer counts."""
    with transaction.atomic():
        visit = _waiting(visit.pk)
        require_few_messages(address=address_of(visit), by=by)
        _send_code(visit, until=visit.expires_at)
        record("visit.code_sent", office=visit.office.slug, subject=visit.audit_subject, by=by)
    return visit


def _waiting(pk: int) -> Visit:
    locked = Visit.objects.select_for_update(of=("self",)).select_related("office")
    visit = locked.filter(pk=pk, state__in=[Visit.State.HELD, Visit.State.PENDING]).first()
    if visit is None or visit.expires_at is None or visit.expires_at <= timezone.now():
        raise HoldEndedError
    return visit


def _rules(visit: Visit) -> BookingRules:
    return definition_of(visit.office).office.booking


def _end_of_waiting(visit: Visit) -> datetime:
    rules = _rules(visit)
    minutes = (
        rules.confirm_by_walk_in_minutes
        if visit.contact == Visit.Contact.NEITHER
        else rules.confirm_by_link_minutes
    )
    return timezone.now() + timedelta(minutes=minutes)


def _send_code(visit: Visit, *, until: datetime | None) -> None:
    visit.expires_at = until
    visit.code_sent_at = timezone.now()
    visit.code_attempts = 0
    visit.save(update_fields=["expires_at", "code_sent_at", "code_attempts"])
    if until is not None:
        # Nobody confirms in the end: then the times are public only some time later.
        visit.occupations.update(expires_at=public_again(visit.office, after=until))
    if visit.contact != Visit.Contact.NEITHER:
        queue_message(visit, kind=Message.Kind.CONFIRM)


def confirm_with_code(visit: Visit, *, typed: str, by: Actor) -> Visit:
    """Book the visit if the code is right; every try counts, also a wrong one."""
    with transaction.atomic():
        locked = _waiting_or_confirmed(visit.pk)
        minutes = _rules(locked).confirm_by_code_minutes
        fits = code_fits(locked, typed, valid_minutes=minutes)
        locked.code_attempts += 1
        locked.save(update_fields=["code_attempts"])
    if not fits:
        raise WrongCodeError
    return confirm_visit(locked, by=by)


def confirm_visit(visit: Visit, *, by: Actor, contact_answered: bool = True) -> Visit:
    """Book the visit for good; confirming twice is the same as once.

    Where a desk confirms for somebody, the contact has not answered: the visit then belongs to
    nobody known, so that a wrongly given address blocks nobody else's times.
    """
    try:
        return with_retries(lambda: _confirm(visit.pk, by=by, contact_answered=contact_answered))
    except DatabaseError as error:
        if is_overlap(error):
            raise AlreadyBookedError from error
        raise


def _waiting_or_confirmed(pk: int) -> Visit:
    locked = Visit.objects.select_for_update(of=("self",)).select_related("office")
    visit = locked.filter(pk=pk).first()
    return visit if visit and visit.state == Visit.State.CONFIRMED else _waiting(pk)


def _confirm(pk: int, *, by: Actor, contact_answered: bool) -> Visit:
    visit = _waiting_or_confirmed(pk)
    if visit.state == Visit.State.CONFIRMED:
        return visit
    visit.state = Visit.State.CONFIRMED
    visit.confirmed_at = timezone.now()
    visit.expires_at = None
    visit.person = person_behind(visit) if contact_answered else None
    visit.save(update_fields=["state", "confirmed_at", "expires_at", "person"])
    visit.occupations.update(expires_at=None)
    record("visit.confirmed", office=visit.office.slug, subject=visit.audit_subject, by=by)
    if visit.contact != Visit.Contact.NEITHER:
        queue_message(visit, kind=Message.Kind.CONFIRMED)
    return visit


def person_behind(visit: Visit) -> Person | None:
    """The person with the visit's contact, locked; made known if new.

    None without a contact, or with a companion's: a companion may book for several people who come
    at the same time.
    """
    if visit.contact == Visit.Contact.NEITHER or has_companion(visit):
        return None
    if visit.contact == Visit.Contact.MAIL:
        person, _ = Person.objects.get_or_create(email=visit.email.lower())
    else:
        person, _ = Person.objects.get_or_create(phone=visit.phone)
    # Two visits of one person that are confirmed at the same moment take turns.
    return Person.objects.select_for_update().get(pk=person.pk)


def has_companion(visit: Visit) -> bool:
    """Whether the contact belongs to somebody who booked for the person."""
    return Arrangement.objects.filter(visit=visit).exclude(companion="").exists()
