"""Book a visit for somebody: confirmed at once, because the desk has just spoken with them."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import DatabaseError
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import is_overlap, with_retries
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits import planning
from welcome_office.visits.actions.confirm import ContactGiven, note_companion
from welcome_office.visits.actions.hold import ATTEMPTS
from welcome_office.visits.actions.turn import await_turn
from welcome_office.visits.actions.write import write_visit
from welcome_office.visits.errors import ReasonMissingError, TimeTakenError
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Arrangement, Message, Visit
from welcome_office.visits.planning import PUBLIC, Plan, Rule, Sight
from welcome_office.visits.request import VisitRequest


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the desk books: for whom, how they are reached, in which language, by what exception."""

    request: VisitRequest
    given: ContactGiven
    language: str
    # Why rules may be set aside; without it, none is.
    exception: str = ""


def book_visit(
    order: Order, *, office: Office, start: datetime, by: Actor, sight: Sight = PUBLIC
) -> Visit:
    """Book the visit that begins then, and tell the person where they can be reached.

    Raises TimeTakenError when that is not possible, ReasonMissingError when it needs an exception
    that nobody explained. The contact has not answered, so the visit belongs to nobody known.
    """
    for _ in range(ATTEMPTS):
        plan = planning.plan_at(office, order.request, start=start, sight=sight)
        if plan is None:
            break
        rules = excused_rules(plan, office, reason=order.exception)
        try:
            return with_retries(
                partial(
                    _book, plan, order, office=office, rules=rules, by=by, over_freed=sight.freed
                )
            )
        except DatabaseError as error:
            if not is_overlap(error):
                raise
    raise TimeTakenError


def excused_rules(plan: Plan, office: Office, *, reason: str) -> tuple[Rule, ...]:
    """The rules that a plan sets aside, or ReasonMissingError where nobody says why."""
    rules = planning.rules_set_aside(plan, definition_of(office), now=timezone.now())
    if rules and not reason:
        raise ReasonMissingError(rules)
    return rules


def note_exception(visit: Visit, rules: tuple[Rule, ...], *, reason: str, by: Actor) -> None:
    """Keep why rules were set aside as long as the visit, and which ones in the audit trail."""
    if not rules:
        return
    Arrangement.objects.update_or_create(visit=visit, defaults={"exception": reason})
    record(
        "visit.rules_set_aside",
        office=visit.office.slug,
        subject=visit.audit_subject,
        by=by,
        rules=[str(rule) for rule in rules],
    )


def _book(
    plan: Plan,
    order: Order,
    *,
    office: Office,
    rules: tuple[Rule, ...],
    by: Actor,
    over_freed: bool,
) -> Visit:
    await_turn(office, plan)
    visit = write_visit(
        plan,
        order.request,
        office=office,
        language=order.language,
        state=Visit.State.CONFIRMED,
        expires_at=None,
        by=by,
        over_freed=over_freed,
    )
    given = order.given
    visit.name, visit.contact = given.name, given.contact
    visit.email, visit.phone = given.email, given.phone
    visit.save(update_fields=["name", "contact", "email", "phone"])
    note_companion(visit, given.companion)
    note_exception(visit, rules, reason=order.exception, by=by)
    if visit.contact != Visit.Contact.NEITHER:
        queue_message(visit, kind=Message.Kind.CONFIRMED)
    return visit
