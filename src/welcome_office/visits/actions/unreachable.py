"""A message did not arrive: the front desk reaches the person another way."""

from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext

from welcome_office.cases.actions import promise_next_step
from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Membership
from welcome_office.partners.open_days import add_working_days
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions.offers import drop_unreachable
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.reference import show_reference


def note_unreachable(message: Message, *, problem: str) -> None:
    """Mark the message as not delivered and ask the front desk once to reach the person.

    Somebody who only waits is asked no more: there is no visit for which they have to be reached.
    """
    message.state, message.problem, message.sent_at = Message.State.FAILED, problem, None
    visit = message.visit
    # Who corrects an address sits before the page that waits for its answer.
    is_visible_anyway = message.kind in {Message.Kind.NEW_CONTACT, Message.Kind.WAIT_CONFIRM}
    if visit is not None and visit.state != Visit.State.CANCELLED and not is_visible_anyway:
        message.next_step = _open_step(visit) or _promise(visit)
    message.save(update_fields=["state", "problem", "sent_at", "next_step"])
    if message.waiting is not None:
        drop_unreachable(message.waiting)


def _open_step(visit: Visit) -> NextStep | None:
    steps = NextStep.objects.filter(done_at=None, pk__in=visit.messages.values("next_step"))
    return steps.first()


def _promise(visit: Visit) -> NextStep:
    # The house's own language; the reference leads to the visit for those who may see it.
    with translation.override(settings.LANGUAGE_CODE):
        sentence = gettext(
            "Reach the person of visit %(reference)s another way: our message did not arrive."
        ) % {"reference": show_reference(visit.reference)}
    return promise_next_step(
        visit.office,
        owner_role=Membership.Role.FRONT_DESK,
        due_on=_due_on(visit),
        sentence=sentence,
        by=PROGRAM,
    )


def _due_on(visit: Visit) -> date:
    """On the next day of work, but not after the visit."""
    zone = zone_of(visit.office)
    today: date = timezone.localdate(timezone=zone)
    day: date = visit.during.lower.astimezone(zone).date()
    return min(add_working_days(definition_of(visit.office), today, count=1), max(day, today))
