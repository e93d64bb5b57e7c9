"""When: days as headings, times as large buttons with their route, or the true reason for none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.partners.open_days import is_offered_on
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import give_up_hold, hold_visit, hold_with_code
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import (
    DayOffers,
    Obstacle,
    Offers,
    Plan,
    offers_near,
    zone_of,
)
from welcome_office.visits.request import Order, VisitRequest, needing_move_in
from welcome_office.web.brakes.guard import guard
from welcome_office.web.public.access import office_of
from welcome_office.web.public.arrival import TimeLimit, time_limit
from welcome_office.web.public.codes import code_of, day_offers_for, offers_for
from welcome_office.web.public.draft import Draft, earliest_day, request_of
from welcome_office.web.public.offers import draw_first_days, draw_offers
from welcome_office.web.public.path import go_on, held_visit, path_page, place_of

# Why there is no time, and what helps; `%(errand)s` where one errand is the reason.
REASONS: dict[str, tuple[Any, Any]] = {
    "no_resource": (
        _("Nobody in the office does this in the way you asked for: %(errand)s."),
        _("Call us: we tell you where it is done."),
    ),
    "unknown_language": (
        _("Nobody for this speaks one of your languages, and no interpreter does: %(errand)s."),
        _("Choose more languages, or bring somebody who translates."),
    ),
    "no_hours": (
        _("No desk is open long enough in these weeks: %(errand)s."),
        _("Choose a later first day, or call us."),
    ),
    "notice": (
        _("The next times are too soon to prepare them: %(errand)s."),
        _("Choose a later first day, or call us."),
    ),
    "fully_booked": (
        _("Everything is booked in these weeks: %(errand)s."),
        _("Wait for a time: we write to you when one becomes free. Or call us."),
    ),
    "too_long": (
        _("On one day you would have to wait too long between the desks."),
        _("Choose fewer errands and come twice, or choose a later first day."),
    ),
    "order": (
        _("Your errands do not fit together on one day in these weeks."),
        _("Choose fewer errands and come twice, or choose a later first day."),
    ),
}
ORDERS: tuple[tuple[Order, Any], ...] = (
    ("earliest", _("Earliest")),
    ("least_wait", _("Least waiting")),
)


@dataclass(frozen=True)
class Reason:
    """Why no time was found, in words, and what helps."""

    why: str
    helps: str


@dataclass(frozen=True)
class Wishes:
    """What the list of times is filtered by."""

    first_day: date | None
    order: Order


@path_page("times")
def times(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Offer times."""
    office = office_of(request)
    definition = definition_of(office)
    asked, wishes = request_of(draft, definition), wishes_of(request)
    code = code_of(draft, office)
    order, first_day = wishes.order, wishes.first_day
    offers = offers_for(office, asked, order=order, first_day=first_day, code=code)
    around = frame(draft, definition)
    context = {
        **around,
        "code": code,
        "wishes": wishes,
        "orders": ORDERS,
        "first_days": draw_first_days(first_days(asked, definition), chosen=wishes.first_day),
        "days_searched": offers.days_searched,
        "is_too_late": _is_too_late(offers, limit=around["limit"]),
        "offers": draw_offers(offers.days, definition, time_zone=asked.time_zone),
        "reasons": [in_words(each, definition) for each in offers.obstacles],
    }
    return render(request, "public/times.html", context)


def _is_too_late(offers: Offers, *, limit: TimeLimit | None) -> bool:
    """Whether even the first time comes after the last day of the registration."""
    return limit is not None and bool(offers.days) and limit.last_day < offers.days[0].day


@path_page("times")
def times_of_day(request: HttpRequest, draft: Draft, *, day: date) -> HttpResponse:
    """Offer all times of one day."""
    office = office_of(request)
    definition = definition_of(office)
    asked = request_of(draft, definition)
    offered = day_offers_for(office, asked, day, code=code_of(draft, office))
    context = {
        **frame(draft, definition),
        "day": day,
        "offers": draw_offers([offered], definition, time_zone=asked.time_zone),
    }
    return render(request, "public/times_of_day.html", context)


def frame(draft: Draft, definition: OfficeFile) -> dict[str, Any]:
    """What stands around every list of times."""
    services = [definition.services_by_id[name] for name in draft.now]
    return {
        "is_for_firm": draft.is_for_firm,
        "place": place_of("times", draft, definition),
        "stops": stops(services, definition),
        "limit": time_limit(draft, definition),
        "waits_for_home": draft.moves_in_on is None and needing_move_in(draft.now, definition),
        "later": [definition.services_by_id[name] for name in draft.later or ()],
        "earliest": earliest_day(draft, definition),
    }


def stops(services: Sequence[Service], definition: OfficeFile) -> list[dict[str, Any]]:
    """The organisations that a visit leads to, each with its errands."""
    found: dict[str, list[Service]] = {}
    for service in services:
        found.setdefault(service.partner, []).append(service)
    partners = {partner.id: partner for partner in definition.partners}
    return [{"partner": partners[name], "services": found[name]} for name in found]


def wishes_of(request: HttpRequest) -> Wishes:
    """Read the filter from the address; what nobody can read is no wish."""
    try:
        first_day = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        first_day = None
    order: Order = "least_wait" if request.GET.get("order") == "least_wait" else "earliest"
    return Wishes(first_day, order)


def first_days(asked: VisitRequest, definition: OfficeFile) -> list[date]:
    """The days that all errands have in common, as far as the office plans ahead."""
    services = [definition.services_by_id[name] for name in asked.services]
    today = timezone.localdate()
    first = max(asked.earliest or today, today)
    days = (
        first + timedelta(days=count)
        for count in range(definition.office.booking.horizon_days - (first - today).days + 1)
    )
    return [
        day for day in days if all(is_offered_on(each, day, file=definition) for each in services)
    ]


def in_words(obstacle: Obstacle, definition: OfficeFile) -> Reason:
    """Say why there is no time and what helps."""
    why, helps = REASONS[obstacle.reason]
    service = definition.services_by_id[obstacle.service] if obstacle.service else None
    errand = service.name.in_language(current_language().code) if service else ""
    return Reason(str(why) % {"errand": errand}, str(helps))


@path_page("times")
@guard("hold")
def hold(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take the chosen time for a while."""
    if request.method != "POST":
        return redirect("public:times")
    office = office_of(request)
    start = read_start(request.POST.get("start", ""), zone=zone_of(office))
    if start is None:
        return redirect("public:times")
    before = held_visit(draft)
    if before is not None and before.state == Visit.State.HELD and before.during.lower == start:
        return go_on(request, draft, answered="times")
    asked = request_of(draft, definition_of(office))
    language = current_language().code
    try:
        code = code_of(draft, office)
        if code:
            held = hold_with_code(code, asked, start=start, language=language, by=VISITOR)
        else:
            held = hold_visit(asked, office=office, start=start, language=language, by=VISITOR)
    except TimeTakenError:
        return taken(request, draft, start=start)
    if before is not None:
        give_up_hold(before, by=VISITOR)
    return go_on(request, replace(draft, held=held.pk), answered="times")


def read_start(typed: str, *, zone: ZoneInfo) -> datetime | None:
    """Read the beginning that a button names."""
    try:
        start = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return start if start.tzinfo else start.replace(tzinfo=zone)


def taken(request: HttpRequest, draft: Draft, *, start: datetime) -> HttpResponse:
    """Somebody was faster: show the nearest other times; all answers are kept."""
    office = office_of(request)
    definition = definition_of(office)
    asked = request_of(draft, definition)
    near = offers_near(office, asked, start=start)
    context = {
        **frame(draft, definition),
        "start": start.astimezone(zone_of(office)),
        "offers": draw_offers(by_day(near), definition, time_zone=asked.time_zone),
    }
    return render(request, "public/time_taken.html", context, status=409)


def by_day(plans: Sequence[Plan]) -> list[DayOffers]:
    """Sort a few plans under their days."""
    days: dict[date, list[Plan]] = {}
    for plan in plans:
        days.setdefault(plan.day, []).append(plan)
    return [
        DayOffers(day=day, plans=tuple(found), possible=len(found))
        for day, found in sorted(days.items())
    ]
