"""Which visits and steps a member of staff may see."""

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from welcome_office.cases.queries import is_restricted
from welcome_office.partners.models import Membership
from welcome_office.partners.policy import Right, may
from welcome_office.visits.models import Continuation, Step, Visit


def steps_visible_to(member: Membership) -> QuerySet[Step]:
    """The steps at the desks in the member's reach; of all others not even that they exist.

    Of restricted visits only the time is told, by `steps_withheld_from`.
    """
    steps = _steps_in_reach(member)
    return steps if may(member, Right.RESTRICT) else steps.exclude(_restricted())


def steps_withheld_from(member: Membership) -> QuerySet[Step]:
    """The steps that take place at the desks in the member's reach and are restricted."""
    steps = _steps_in_reach(member)
    return steps.none() if may(member, Right.RESTRICT) else steps.filter(_restricted())


def visits_withheld_from(member: Membership) -> frozenset[int]:
    """The numbers of visits in the member's reach whose data is restricted."""
    return frozenset(steps_withheld_from(member).values_list("visit", flat=True))


def is_withheld(reference: str, *, member: Membership) -> bool:
    """Whether a visit comes to the member's desks whose data is restricted."""
    return steps_withheld_from(member).filter(visit__reference=reference).exists()


def _restricted() -> Exists:
    return is_restricted("visit", "visit_id")


def _steps_in_reach(member: Membership) -> QuerySet[Step]:
    steps = Step.objects.filter(visit__office_id=member.office_id)
    if not may(member, Right.SEE_DAY):
        return steps.none()
    if may(member, Right.SEE_ALL_DESKS):
        return steps
    return steps.filter(service__partner=member.partner) if member.partner else steps.none()


def visits_visible_to(member: Membership) -> QuerySet[Visit]:
    """The visits with a step in the member's reach, from the moment somebody gave a name."""
    steps = steps_visible_to(member)
    named = Visit.objects.exclude(state=Visit.State.HELD).filter(forgotten_at=None)
    named = named.filter(still_runs() | _is_cancelled())
    return named.select_related("office").filter(pk__in=steps.values("visit"))


def visits_confirmable_by(member: Membership) -> QuerySet[Visit]:
    """The visits that wait for a confirmation and may get it from this member."""
    visits = visits_visible_to(member).filter(state=Visit.State.PENDING)
    return visits if may(member, Right.CONFIRM_VISITS) else visits.none()


def visits_changeable_by(member: Membership) -> QuerySet[Visit]:
    """The booked visits that this member may move, cancel and print as a whole."""
    visits = visits_visible_to(member).filter(state=Visit.State.CONFIRMED)
    return visits if may(member, Right.CHANGE_VISITS) else visits.none()


def visits_receivable_by(member: Membership) -> QuerySet[Visit]:
    """The booked visits whose people this member may check in."""
    visits = visits_visible_to(member).filter(state=Visit.State.CONFIRMED)
    return visits if may(member, Right.RECEIVE) else visits.none()


def steps_noted_by(member: Membership) -> QuerySet[Step]:
    """The steps of booked visits of which this member may note how they go."""
    steps = steps_visible_to(member).filter(
        visit__state=Visit.State.CONFIRMED, visit__forgotten_at=None
    )
    found = steps if may(member, Right.NOTE_STEPS) else steps.none()
    return found.select_related("visit__office", "service__partner", "counsellor")


def continuations_visible_to(member: Membership) -> QuerySet[Continuation]:
    """What was agreed at the desks in the member's reach."""
    steps = steps_noted_by(member)
    agreed = Continuation.objects.filter(event__step__in=steps.values("pk"))
    return agreed.select_related("next_step", "event__step__visit", "event__step__service")


def is_in_reach(member: Membership, partner_id: int) -> bool:
    """Whether this organisation's desks are the member's to see."""
    return may(member, Right.SEE_ALL_DESKS) or partner_id == member.partner_id


def may_see_contact(member: Membership, visit: Visit) -> bool:
    """Whether the member may see how to reach the person: advice by phone or video needs it."""
    return may(member, Right.SEE_CONTACTS) or visit.channel != "on_site"


def still_runs(visit: str = "") -> Q:
    """A visit that takes time, unless nobody confirmed it and nobody has removed it yet.

    `visit` is the way from the asked rows to the visit, e.g. "visit__" for steps.
    """
    takes_time = Q(**{f"{visit}state__in": Visit.OCCUPYING})
    has_ended = Q(**{f"{visit}expires_at__lte": timezone.now()})
    return takes_time & ~has_ended


def _is_cancelled() -> Q:
    return Q(state=Visit.State.CANCELLED)
