"""Correct the name, and how the person is reached: a new way counts once it has answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import is_overlap, with_retries
from welcome_office.partners.office_files import BookingRules
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions.confirm import ContactGiven, person_behind
from welcome_office.visits.actions.forget import forget_person
from welcome_office.visits.actions.limits import require_few_messages, require_few_visits
from welcome_office.visits.codes import code_fits
from welcome_office.visits.errors import AlreadyBookedError, HoldEndedError, WrongCodeError
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import ContactChange, Message, Visit, VisitPerson


@transaction.atomic
def correct_name(visit: Visit, *, name: str, by: Actor, number: str | None = None) -> Visit:
    """Call the person by this name from now on, and at this number where a desk calls them."""
    visit = _booked(visit.pk)
    visit.name = name
    if number is not None and visit.contact != Visit.Contact.TEXT:
        visit.phone = number
    visit.save(update_fields=["name", "phone"])
    record("visit.name_corrected", office=visit.office.slug, subject=visit.audit_subject, by=by)
    return visit


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What a visit shall say of its people; by the number of their rows first name and age."""

    name: str
    language: str
    people: Mapping[int, tuple[str, VisitPerson.Age]]


@transaction.atomic
def correct_fields(visit: Visit, corrected: Corrected, *, by: Actor) -> tuple[str, ...]:
    """Correct what a person says is wrong (Art. 16 GDPR); say which fields were.

    The record names these fields and never what they said.
    """
    visit = _booked(visit.pk)
    both = ("name", "language")
    fields = [name for name in both if getattr(visit, name) != getattr(corrected, name)]
    visit.name, visit.language = corrected.name, corrected.language
    visit.save(update_fields=["name", "language"])
    for person in visit.people.filter(pk__in=corrected.people.keys()):
        first_name, age = corrected.people[person.pk]
        fields += ["first_name"] if person.first_name != first_name else []
        fields += ["age"] if person.age != age else []
        person.first_name, person.age = first_name, age
        person.save(update_fields=["first_name", "age"])
    changed = tuple(dict.fromkeys(fields))
    if changed:
        office, subject = visit.office.slug, visit.audit_subject
        record("visit.corrected", office=office, subject=subject, by=by, fields=changed)
    return changed


@transaction.atomic
def correct_contact(visit: Visit, given: ContactGiven, *, by: Actor) -> ContactChange:
    """Ask the new address to answer; until it does, nothing changes."""
    if given.contact == Visit.Contact.NEITHER:
        raise ValueError("Nobody can answer without an address.")
    visit = _booked(visit.pk)
    require_few_visits(visit, contact=given.contact, address=given.address, by=by)
    require_few_messages(address=given.address, by=by)
    ContactChange.objects.filter(visit=visit).delete()
    now = timezone.now()
    change = ContactChange.objects.create(
        visit=visit,
        contact=given.contact,
        email=given.email,
        phone=given.phone,
        expires_at=now + timedelta(minutes=_rules(visit).confirm_by_link_minutes),
        code_sent_at=now,
    )
    record("visit.contact_asked", office=visit.office.slug, subject=visit.audit_subject, by=by)
    queue_message(visit, kind=Message.Kind.NEW_CONTACT)
    return change


def confirm_contact_with_code(change: ContactChange, *, typed: str, by: Actor) -> Visit:
    """Take the new way over if the code is right; every try counts, also a wrong one."""
    with transaction.atomic():
        locked = _waiting(change.pk)
        fits = code_fits(locked, typed, valid_minutes=_rules(locked.visit).confirm_by_code_minutes)
        locked.code_attempts += 1
        locked.save(update_fields=["code_attempts"])
    if not fits:
        raise WrongCodeError
    return confirm_contact(locked, by=by)


def confirm_contact(change: ContactChange, *, by: Actor) -> Visit:
    """Take the new way over: it has answered. Old links end, and the old address is told."""
    try:
        return with_retries(lambda: _take_over(change.pk, by=by))
    except DatabaseError as error:
        if is_overlap(error):
            raise AlreadyBookedError from error
        raise


def _take_over(pk: int, *, by: Actor) -> Visit:
    change = _waiting(pk)
    visit, before = _booked(change.visit_id), change.visit.person
    if change.answered_at is not None:
        return visit
    change.old_contact, change.old_email, change.old_phone = (
        visit.contact, visit.email, visit.phone,
    )  # fmt: skip
    change.answered_at = timezone.now()
    change.save()
    visit.contact, visit.email, visit.phone = change.contact, change.email, change.phone
    # Whoever got the old messages may be a stranger: their links open nothing any more.
    visit.link_version += 1
    visit.person = person_behind(visit)
    visit.save()
    if before is not None:
        forget_person(before)
    record("visit.contact_corrected", office=visit.office.slug, subject=visit.audit_subject, by=by)
    if change.old_contact in {Visit.Contact.MAIL, Visit.Contact.TEXT}:
        queue_message(visit, kind=Message.Kind.CONTACT_CHANGED)
    queue_message(visit, kind=Message.Kind.CONFIRMED)
    return visit


def _booked(pk: int) -> Visit:
    booked = Visit.objects.filter(state=Visit.State.CONFIRMED, forgotten_at=None)
    visit = booked.select_for_update(of=("self",)).select_related("office").filter(pk=pk).first()
    if visit is None:
        raise HoldEndedError
    return visit


def _waiting(pk: int) -> ContactChange:
    changes = ContactChange.objects.select_for_update(of=("self",)).select_related("visit__office")
    change = changes.filter(pk=pk).first()
    if change is None or (change.answered_at is None and change.expires_at <= timezone.now()):
        raise HoldEndedError
    return change


def _rules(visit: Visit) -> BookingRules:
    return definition_of(visit.office).office.booking
