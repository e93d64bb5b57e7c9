"""Who is expected today and who is here: the front desk's list."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from welcome_office.partners.models import Membership
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import StepEvent, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.policy import steps_withheld_from, visits_receivable_by
from welcome_office.visits.progress import Stand, stands_of
from welcome_office.visits.queries import called, whole_day

Kind = StepEvent.Kind


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A visit of today: who, when, where first, and whether they are here."""

    visit_id: int
    who: str
    people: int
    start: datetime
    # The first desk that is not done with them.
    desk: str
    delay_minutes: int
    late_minutes: int
    is_here: bool
    is_over: bool
    is_given_up: bool

    @property
    def others(self) -> int:
        """How many come along."""
        return self.people - 1


def arrivals_today(member: Membership, *, name: str = "") -> tuple[Arrival, ...]:
    """Today's visits in the order of their beginning; only those with this name, if one is given.

    Names count without accents and capitals; also first names of people who come along.
    """
    zone, now = zone_of(member.office), timezone.now()
    desks = {each.id: each.desk for each in definition_of(member.office).resources}
    today = whole_day(now.astimezone(zone).date(), zone)
    visits = visits_receivable_by(member).filter(during__overlap=today, channel="on_site")
    found = list(visits.prefetch_related("people", "steps__counsellor").order_by("during", "pk"))
    if name:
        found = [
            visit
            for visit in found
            if any(
                _plain(name) in _plain(known)
                for known in [visit.name, *(person.first_name for person in visit.people.all())]
            )
        ]
    stands = stands_of([visit.pk for visit in found], zone=zone, now=now)
    arrivals = []
    for visit in found:
        steps = list(visit.steps.all())
        its = [stands[step.pk] for step in steps]
        first = next((s for s in steps if not stands[s.pk].is_closed), steps[-1])
        arrivals.append(
            Arrival(
                visit_id=visit.pk,
                who=called(visit),
                people=len(visit.people.all()),
                start=first.during.lower.astimezone(zone),
                desk=desks.get(first.counsellor.slug, ""),
                delay_minutes=visit.delay_minutes,
                late_minutes=stands[first.pk].late_minutes,
                is_here=_is_here(its),
                is_over=all(stand.is_closed for stand in its),
                is_given_up=any(stand.is_automatic for stand in its),
            )
        )
    return tuple(arrivals)


def withheld_today(member: Membership) -> tuple[datetime, ...]:
    """When people are expected today whose data is restricted."""
    zone = zone_of(member.office)
    today = whole_day(timezone.localdate(timezone=zone), zone)
    steps = steps_withheld_from(member).filter(
        visit__during__overlap=today,
        visit__state=Visit.State.CONFIRMED,
        visit__channel="on_site",
    )
    spans = steps.order_by("visit__during").values_list("visit", "visit__during").distinct()
    return tuple(during.lower.astimezone(zone) for _, during in spans)


def _is_here(stands: list[Stand]) -> bool:
    return any(stand.state not in {Kind.EXPECTED, Kind.MISSED} for stand in stands)


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
