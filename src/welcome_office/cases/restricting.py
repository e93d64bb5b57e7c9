"""Restrict the processing of data, look at it again in time, and lift the restriction (Art. 18).

Whoever is concerned is told before a restriction ends (Art. 18 (3) GDPR).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from procrastinate.contrib.django import app

from welcome_office.cases.actions import finish_next_step, promise_next_step
from welcome_office.cases.models import RESTRICTION_KEPT, NextStep, RestrictedThing, Restriction
from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Membership, Office

# How long before the end the person is told, so that they can still go to court.
NOTICE = timedelta(days=3)
TELL = "cases.tell_of_restriction"
BEGINS, ENDS = "restriction_begins", "restriction_ends"


class NotToldError(Exception):
    """Nobody has told the person yet, and there is no address to write to."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What shall be restricted and why, when to look again, and where the person is told."""

    subjects: Collection[str]
    ground: Restriction.Ground
    reason: str
    review_on: date
    email: str
    language: str


@transaction.atomic
def restrict(office: Office, asked: Asked, *, by: Actor) -> Restriction:
    """Let nobody use these things but who has the right to; remind of it in time."""
    restriction = Restriction.objects.create(
        office=office,
        ground=asked.ground,
        reason=asked.reason,
        review_on=asked.review_on,
        email=asked.email,
        language=asked.language,
    )
    things = [RestrictedThing(restriction=restriction, subject=each) for each in asked.subjects]
    RestrictedThing.objects.bulk_create(things)
    _promise_review(restriction, by=by)
    _note("data.restricted", restriction, by=by, ground=str(asked.ground))
    _tell(restriction, BEGINS)
    return restriction


@transaction.atomic
def review_later(restriction: Restriction, *, on: date, by: Actor) -> None:
    """Keep the restriction, and look at it again on another day."""
    restriction.review_on = on
    restriction.save(update_fields=["review_on"])
    if restriction.next_step is not None:
        restriction.next_step.delete()
    _promise_review(restriction, by=by)
    _note("data.still_restricted", restriction, by=by)


@transaction.atomic
def lift_restriction(
    restriction: Restriction, *, because: str, by: Actor, was_told: bool = False
) -> None:
    """End a restriction: three days after the mail to the person, or at once when they were told.

    It holds until the mail has really gone out. Raises NotToldError where nobody told the person
    and no mail reaches them.
    """
    if not (restriction.email or was_told):
        raise NotToldError
    restriction.lifted_because = because
    restriction.ends_at = timezone.now() if was_told else None
    restriction.save(update_fields=["lifted_because", "ends_at"])
    if restriction.next_step is not None:
        finish_next_step(restriction.next_step, by=by)
    _note("data.lifted", restriction, by=by, told="by staff" if was_told else "by mail")
    if not was_told:
        _tell(restriction, ENDS)


def is_to_be_told(restriction: Restriction, template: str) -> bool:
    """Whether this mail still says what is so: jobs may come late."""
    is_lifted = bool(restriction.lifted_because)
    is_open = restriction.ends_at is None and bool(restriction.email)
    return is_open and is_lifted == (template == ENDS)


def note_told_of_the_end(restriction: Restriction, *, ends_at: datetime) -> None:
    """The mail went out: from now on the days of notice run."""
    waiting = Restriction.objects.filter(pk=restriction.pk, ends_at=None)
    waiting.exclude(lifted_because="").update(ends_at=ends_at)


@transaction.atomic
def note_not_told(stale: Restriction, template: str, *, by: Actor) -> None:
    """Our mail did not arrive: what was to end goes on, and the coordinator tells the person.

    What was lifted while the mail was on its way stays lifted.
    """
    restriction = Restriction.objects.select_for_update().get(pk=stale.pk)
    if not is_to_be_told(restriction, template):
        return
    restriction.lifted_because, restriction.ends_at, restriction.email = "", None, ""
    restriction.save(update_fields=["lifted_because", "ends_at", "email"])
    if restriction.next_step is not None:
        restriction.next_step.delete()
    with translation.override(settings.LANGUAGE_CODE):
        sentence = gettext(
            "Tell the person of restriction %(number)s another way: our message did not arrive."
        )
    _promise(restriction, sentence=sentence, due_on=timezone.localdate(), by=by)


def forget_restrictions(now: datetime) -> int:
    """Delete what ended a year ago."""
    limit = now - timedelta(days=RESTRICTION_KEPT.days)
    gone = list(Restriction.objects.filter(ends_at__lte=limit))
    NextStep.objects.filter(restriction__in=gone).delete()
    for each in gone:
        each.delete()
    return len(gone)


def _promise_review(restriction: Restriction, *, by: Actor) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        sentence = gettext("Does restriction %(number)s still hold? Lift it, or look again later.")
    _promise(restriction, sentence=sentence, due_on=restriction.review_on, by=by)


def _promise(restriction: Restriction, *, sentence: str, due_on: date, by: Actor) -> None:
    restriction.next_step = promise_next_step(
        restriction.office,
        owner_role=Membership.Role.COORDINATOR,
        due_on=due_on,
        sentence=sentence % {"number": restriction.pk},
        by=by,
    )
    restriction.save(update_fields=["next_step"])


def _tell(restriction: Restriction, template: str) -> None:
    if restriction.email:
        app.configure_task(TELL).defer(restriction=restriction.pk, template=template)


def _note(action: str, restriction: Restriction, *, by: Actor, **detail: str) -> None:
    for thing in restriction.things.all():
        office = restriction.office.slug
        record(action, office=office, subject=thing.subject, by=by, **detail)
