"""From what somebody asks for to offers, day by day."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.open_days import is_offered_on
from welcome_office.partners.queries import definition_of
from welcome_office.scheduling import model as engine
from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.obstacles import obstacles
from welcome_office.scheduling.starts import Found
from welcome_office.scheduling.visits import find_starts, find_visits, offer_at
from welcome_office.visits.planning.calendar import OfficeCalendar, current_calendar
from welcome_office.visits.planning.office import ENGINE_CHANNEL, zone_of
from welcome_office.visits.planning.plan import DayOffers, Obstacle, Offers, Plan, PlannedStep
from welcome_office.visits.planning.sight import PUBLIC, Sight
from welcome_office.visits.request import Order, VisitRequest

# So many times of a day are shown, or tried.
PER_DAY = 6


def find_offers(
    office: Office,
    request: VisitRequest,
    *,
    order: Order = "earliest",
    per_day: int = PER_DAY,
    first_day: date | None = None,
    most_days: int = 4,
    sight: Sight = PUBLIC,
) -> Offers:
    """Find times for the whole visit, day by day, from `first_day` on (else as early as asked)."""
    with current_calendar(office, sight) as kept:
        asked = asked_of(request, kept, office, sight=sight, first_day=first_day)
        if asked is None:
            return Offers(days=(), days_searched=0, obstacles=())
        now = timezone.now()
        starts = find_starts(kept.calendar, asked, now=now)
        by_day = list(starts.by_day())
        reasons = () if by_day else tuple(obstacles(kept.calendar, asked, now=now))
        days = tuple(
            DayOffers(
                day=day,
                plans=tuple(
                    _plan(starts.offer(one), kept, office)
                    for one in _spread(found, per_day, order=order)
                ),
                possible=len(found),
            )
            for day, found in by_day[:most_days]
        )
    return Offers(
        days=days,
        days_searched=_searched_days(asked, definition_of(office), kept.closed),
        obstacles=tuple(Obstacle(service=o.service, reason=o.reason) for o in reasons),
        more_days=tuple(day for day, _ in by_day[most_days:]),
    )


def offers_on(
    office: Office, request: VisitRequest, *, day: date, sight: Sight = PUBLIC
) -> DayOffers:
    """All times of one day."""
    with current_calendar(office, sight) as kept:
        asked = asked_of(request, kept, office, sight=sight, first_day=day, last_day=day)
        if asked is None:
            return DayOffers(day=day, plans=(), possible=0)
        answer = find_visits(kept.calendar, asked, now=timezone.now())
        plans = tuple(plans_of(answer.offers, kept, office))
    return DayOffers(day=day, plans=plans, possible=len(plans))


def first_plans(
    office: Office,
    request: VisitRequest,
    *,
    not_before: datetime,
    most_days: int,
    order: Order = "earliest",
    sight: Sight = PUBLIC,
) -> list[Plan]:
    """A few plans of each of the first days that have any, without reasons where none has."""
    first_day = not_before.astimezone(zone_of(office)).date()
    with current_calendar(office, sight) as kept:
        asked = asked_of(request, kept, office, first_day=first_day, sight=sight)
        if asked is None:
            return []
        # The engine counts the notice from now on, whenever that is.
        now = max(timezone.now(), not_before - timedelta(minutes=asked.notice_minutes))
        starts = find_starts(kept.calendar, asked, now=now)
        return [
            _plan(starts.offer(one), kept, office)
            for _, found in list(starts.by_day())[:most_days]
            for one in _spread(found, PER_DAY, order=order)
        ]


def plan_at(
    office: Office, request: VisitRequest, *, start: datetime, sight: Sight = PUBLIC
) -> Plan | None:
    """The best plan that begins exactly then, or None."""
    day = start.astimezone(zone_of(office)).date()
    with current_calendar(office, sight) as kept:
        asked = asked_of(request, kept, office, sight=sight, first_day=day, last_day=day)
        if asked is None:
            return None
        offer = offer_at(kept.calendar, asked, start=start, now=timezone.now())
        return None if offer is None else _plan(offer, kept, office)


def offers_near(
    office: Office,
    request: VisitRequest,
    *,
    start: datetime,
    most: int = 3,
    sight: Sight = PUBLIC,
) -> tuple[Plan, ...]:
    """The nearest other times, for somebody whose time was taken."""
    day = start.astimezone(zone_of(office)).date()
    same_day = offers_on(office, request, day=day, sight=sight).plans
    nearest = sorted(same_day, key=lambda plan: abs(plan.start - start))[:most]
    if len(nearest) < most:
        next_day = day + timedelta(days=1)
        later = find_offers(office, request, first_day=next_day, per_day=1, sight=sight)
        nearest += [plan for offered in later.days for plan in offered.plans]
    return tuple(sorted(nearest[:most], key=lambda plan: plan.start))


def free_share(office: Office, *, day: date) -> float:
    """How much of the counsellors' time of a day everybody can still book, from 0 to 1."""
    with current_calendar(office) as kept:
        opened = kept.calendar.counsellor_minutes(day, booked=False)
        return kept.calendar.counsellor_minutes(day, booked=True) / opened if opened else 0.0


def _searched_days(asked: engine.VisitRequest, file: OfficeFile, closed: Collection[date]) -> int:
    """On how many of the days asked for all that is wanted is offered at all."""
    names = {service for person in asked.people for service in person.services}
    services = [file.services_by_id[name] for name in names]
    days = (
        asked.earliest + timedelta(days=n) for n in range((asked.latest - asked.earliest).days + 1)
    )
    return sum(
        day not in closed and all(is_offered_on(each, day, file=file) for each in services)
        for day in days
    )


def asked_of(
    request: VisitRequest,
    kept: OfficeCalendar,
    office: Office,
    *,
    sight: Sight,
    first_day: date | None,
    last_day: date | None = None,
) -> engine.VisitRequest | None:
    """The request in the words of the engine; None when its days lie outside the calendar."""
    calendar, file = kept.calendar, definition_of(office)
    earliest = max(filter(None, [calendar.first, request.earliest, first_day]))
    latest = min(filter(None, [calendar.last, request.latest, last_day]))
    if latest < earliest or not _offers_channel(request, file):
        return None
    needs_language = request.language_help == "shared_or_interpreter" and request.languages
    rules = file.office.booking
    return engine.VisitRequest(
        earliest=earliest,
        latest=latest,
        people=tuple(
            engine.Person(id=str(index), services=person.services, languages=request.languages)
            for index, person in enumerate(request.people)
            if person.services
        ),
        notice_minutes=0 if sight.lenient or sight.at_once else rules.notice_minutes,
        channel=ENGINE_CHANNEL[request.channel],
        together=tuple(s for s in request.services if file.services_by_id[s].together),
        language="hard" if needs_language else "any",
        interpreter="if_needed" if needs_language and request.channel == "on_site" else "never",
        transfer_minutes=rules.transfer_minutes if request.channel == "on_site" else 0,
        max_gap_minutes=None if sight.lenient else rules.max_gap_minutes,
        max_wait_minutes=None if sight.lenient else rules.max_wait_minutes,
        limit=None,
    )


def _offers_channel(request: VisitRequest, file: OfficeFile) -> bool:
    services = (file.services_by_id[service] for service in request.services)
    return all(request.channel in service.channels for service in services)


def plans_of(offers: Iterable[Offer], kept: OfficeCalendar, office: Office) -> Iterator[Plan]:
    """The engine's offers in our words."""
    return (_plan(offer, kept, office) for offer in offers)


def _plan(offer: Offer, kept: OfficeCalendar, office: Office) -> Plan:
    zone = zone_of(office)
    return Plan(
        steps=tuple(
            PlannedStep(
                service=step.service,
                people=tuple(int(person) for person in step.people),
                resource=step.resource,
                also=step.also,
                interpreter=step.interpreter,
                start=step.start.astimezone(zone),
                end=step.end.astimezone(zone),
            )
            for step in offer.steps
        ),
        wait_minutes=offer.wait_minutes,
        day=offer.start.astimezone(zone).date(),
        hours_version=kept.hours_version,
    )


def _spread(starts: Sequence[Found], most: int, *, order: Order) -> list[Found]:
    """A few starts over the whole day, of each part the one that waits least."""
    if order == "least_wait":
        return sorted(sorted(starts, key=lambda one: (one.wait, one.place))[:most])
    if len(starts) <= most:
        return list(starts)
    parts = [starts[len(starts) * n // most : len(starts) * (n + 1) // most] for n in range(most)]
    return [
        # The first part gives its very first time: whoever looks for the earliest finds it.
        part[0] if number == 0 else min(part, key=lambda one: one.wait)
        for number, part in enumerate(parts)
    ]
