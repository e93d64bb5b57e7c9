"""From what somebody asks for to offers, day by day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.partners.queries import definition_of
from welcome_office.scheduling import model as engine
from welcome_office.scheduling.answer import Answer, Offer
from welcome_office.scheduling.visits import find_visits, offer_at
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.planning.calendar import OfficeCalendar, current_calendar
from welcome_office.visits.planning.office import ENGINE_CHANNEL, zone_of
from welcome_office.visits.planning.plan import DayOffers, Obstacle, Offers, Plan, PlannedStep
from welcome_office.visits.request import Order, VisitRequest


def find_offers(
    office: Office,
    request: VisitRequest,
    *,
    order: Order = "earliest",
    per_day: int = 6,
    first_day: date | None = None,
    most_days: int = 4,
) -> Offers:
    """Find times for the whole visit, day by day, from `first_day` on (else as early as asked)."""
    with current_calendar(office) as kept:
        asked = _asked(request, kept, office, first_day=first_day)
        if asked is None:
            return Offers(days=(), days_searched=0, obstacles=())
        answer = find_visits(kept.calendar, asked, now=timezone.now())
        plans = _plans(answer.offers, kept, office)
    by_day = [(day, list(group)) for day, group in groupby(plans, key=lambda plan: plan.day)]
    return Offers(
        days=tuple(
            DayOffers(
                day=day, plans=tuple(_spread(group, per_day, order=order)), possible=len(group)
            )
            for day, group in by_day[:most_days]
        ),
        days_searched=len(searched_days(office, request, first=asked.earliest, last=asked.latest)),
        obstacles=_obstacles(answer),
        more_days=tuple(day for day, _ in by_day[most_days:]),
    )


def offers_on(office: Office, request: VisitRequest, *, day: date) -> DayOffers:
    """All times of one day."""
    with current_calendar(office) as kept:
        asked = _asked(request, kept, office, first_day=day, last_day=day)
        if asked is None:
            return DayOffers(day=day, plans=(), possible=0)
        answer = find_visits(kept.calendar, asked, now=timezone.now())
        plans = tuple(_plans(answer.offers, kept, office))
    return DayOffers(day=day, plans=plans, possible=len(plans))


def plan_at(office: Office, request: VisitRequest, *, start: datetime) -> Plan | None:
    """The best plan that begins exactly then, or None."""
    day = start.astimezone(zone_of(office)).date()
    with current_calendar(office) as kept:
        asked = _asked(request, kept, office, first_day=day, last_day=day)
        if asked is None:
            return None
        offer = offer_at(kept.calendar, asked, start=start, now=timezone.now())
        return None if offer is None else _plan(offer, kept, office)


def offers_near(
    office: Office, request: VisitRequest, *, start: datetime, most: int = 3
) -> tuple[Plan, ...]:
    """The nearest other times, for somebody whose time was taken."""
    day = start.astimezone(zone_of(office)).date()
    same_day = offers_on(office, request, day=day).plans
    nearest = sorted(same_day, key=lambda plan: abs(plan.start - start))[:most]
    if len(nearest) < most:
        later = find_offers(office, request, first_day=day + timedelta(days=1), per_day=1)
        nearest += [plan for offered in later.days for plan in offered.plans]
    return tuple(sorted(nearest[:most], key=lambda plan: plan.start))


def require_current_hours(office: Office, plan: Plan) -> None:
    """Refuse a plan that was made with hours which somebody has changed since."""
    version = Office.objects.values_list("definition_version", flat=True).get(pk=office.pk)
    if version != plan.hours_version:
        raise TimeTakenError


def searched_days(
    office: Office, request: VisitRequest, *, first: date, last: date
) -> tuple[date, ...]:
    """The days of a range on which all that is asked for is offered at all."""
    file = definition_of(office)
    weekdays = set(range(1, 8))
    for service in request.services:
        weekdays &= set(file.services_by_id[service].weekdays)
    closed = set(closed_days(file, first=first, last=last))
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return tuple(day for day in days if day.isoweekday() in weekdays and day not in closed)


def _asked(
    request: VisitRequest,
    kept: OfficeCalendar,
    office: Office,
    *,
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
        notice_minutes=rules.notice_minutes,
        channel=ENGINE_CHANNEL[request.channel],
        together=tuple(s for s in request.services if file.services_by_id[s].together),
        language="hard" if needs_language else "any",
        interpreter="if_needed" if needs_language and request.channel == "on_site" else "never",
        transfer_minutes=rules.transfer_minutes if request.channel == "on_site" else 0,
        max_gap_minutes=rules.max_gap_minutes,
        max_wait_minutes=rules.max_wait_minutes,
        limit=None,
    )


def _offers_channel(request: VisitRequest, file: OfficeFile) -> bool:
    services = (file.services_by_id[service] for service in request.services)
    return all(request.channel in service.channels for service in services)


def _plans(offers: Iterable[Offer], kept: OfficeCalendar, office: Office) -> Iterator[Plan]:
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


def _spread(plans: Sequence[Plan], most: int, *, order: Order) -> list[Plan]:
    """A few times over the whole day, of each part the one that waits least."""
    if order == "least_wait":
        best = sorted(plans, key=lambda plan: (plan.wait_minutes, plan.start))[:most]
        return sorted(best, key=lambda plan: plan.start)
    if len(plans) <= most:
        return list(plans)
    parts = [plans[len(plans) * n // most : len(plans) * (n + 1) // most] for n in range(most)]
    return [
        # The first part gives its very first time: whoever looks for the earliest finds it.
        part[0] if part is parts[0] else min(part, key=lambda plan: plan.wait_minutes)
        for part in parts
    ]


def _obstacles(answer: Answer) -> tuple[Obstacle, ...]:
    return tuple(Obstacle(service=o.service, reason=o.reason) for o in answer.obstacles)
