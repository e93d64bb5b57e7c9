"""Another time for a booked visit, or a time for what it shall become: choose, look, press.

The old times stay taken until the button on the last page was pressed; nothing is held meanwhile,
so that nobody takes two times at once.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from welcome_office.core.audit import VISITOR
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import Change, change_visit, move_visit, same
from welcome_office.visits.errors import (
    AlreadyBookedError,
    RouteChangedError,
    TimeTakenError,
    VisitChangedError,
    VisitPastError,
)
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import (
    DayOffers,
    Plan,
    Sight,
    best_change,
    change_at,
    find_offers,
    offers_near,
    offers_on,
    zone_of,
)
from welcome_office.visits.route import route_of_plan, route_of_visit
from welcome_office.web.brakes.guard import guard
from welcome_office.web.public.offers import draw_first_days, draw_offers
from welcome_office.web.public.own.access import back_to_visit, own_page
from welcome_office.web.public.own.change import change_of, forget_wish, kept_wish
from welcome_office.web.public.times import (
    ORDERS,
    by_day,
    first_days,
    in_words,
    read_start,
    wishes_of,
)

# The same pages serve both: the visit as it is, or as somebody wishes it.
What = Literal["move", "change"]


@own_page(until_begin=True)
def times(request: HttpRequest, visit: Visit, *, token: str, what: What) -> HttpResponse:
    """Offer times; those that the visit has count as free."""
    change = _change(request, visit, what)
    if change is None:
        return redirect("public:own_errands", token=token)
    wishes, definition = wishes_of(request), definition_of(visit.office)
    offers = find_offers(
        visit.office,
        change.request,
        order=wishes.order,
        first_day=wishes.first_day,
        sight=Sight(own=visit.pk),
    )
    context = {
        **_frame(visit, token=token, what=what),
        "wishes": wishes,
        "orders": ORDERS,
        "first_days": draw_first_days(
            first_days(change.request, definition), chosen=wishes.first_day
        ),
        "days_searched": offers.days_searched,
        "offers": _drawn(offers.days, visit, token=token, what=what),
        "reasons": [in_words(each, definition) for each in offers.obstacles],
    }
    return render(request, "public/own/times.html", context)


@own_page(until_begin=True)
def times_of_day(
    request: HttpRequest, visit: Visit, *, token: str, what: What, day: date
) -> HttpResponse:
    """Offer all times of one day."""
    change = _change(request, visit, what)
    if change is None:
        return redirect("public:own_errands", token=token)
    offered = offers_on(visit.office, change.request, day=day, sight=Sight(own=visit.pk))
    context = {
        **_frame(visit, token=token, what=what),
        "day": day,
        "offers": _drawn([offered], visit, token=token, what=what),
    }
    return render(request, "public/own/day.html", context)


@own_page(until_begin=True)
@guard("hold", signed=False)
def check(request: HttpRequest, visit: Visit, *, token: str, what: What) -> HttpResponse:
    """Show what would be, beside what is; the button makes it so."""
    change = _change(request, visit, what)
    if change is None:
        return redirect("public:own_errands", token=token)
    sent = request.POST if request.method == "POST" else request.GET
    start = read_start(sent.get("start", ""), zone=zone_of(visit.office))
    if request.method == "POST" and start is not None:
        return _book(request, visit, change, start=start, token=token, what=what)
    plan = _plan(visit, change, start=start, what=what)
    if plan is None:
        return redirect(f"public:own_{what}_times", token=token)
    return render(request, "public/own/check.html", _shown(visit, change, plan, token, what))


def _change(request: HttpRequest, visit: Visit, what: What) -> Change | None:
    if what == "move":
        return same(visit)
    wish = kept_wish(request, visit)
    return change_of(wish, visit) if wish else None


def _plan(visit: Visit, change: Change, *, start: datetime | None, what: What) -> Plan | None:
    if start is not None:
        return change_at(visit, change.request, change.stayers, start=start)
    if what == "change":
        return best_change(visit, change.request, change.stayers)
    return None


def _frame(visit: Visit, *, token: str, what: What) -> dict[str, Any]:
    return {
        "visit": visit,
        "route": route_of_visit(visit),
        "token": token,
        "what": what,
        "check_page": reverse(f"public:own_{what}", kwargs={"token": token}),
        "times_page": reverse(f"public:own_{what}_times", kwargs={"token": token}),
    }


def _shown(
    visit: Visit, change: Change, plan: Plan, token: str, what: What, *, is_other: bool = False
) -> dict[str, Any]:
    definition = definition_of(visit.office)
    new = route_of_plan(plan, change.request, definition)
    before = [step.service.slug for step in visit.steps.all()]
    services = definition.services_by_id
    return {
        **_frame(visit, token=token, what=what),
        "new": new,
        "start": plan.start.isoformat(),
        "mark": plan.mark,
        "added": [services[n] for n in change.request.services if n not in before],
        "dropped": [services[n] for n in dict.fromkeys(before) if n not in change.request.services],
        "saved": route_of_visit(visit).minutes - new.minutes,
        # Somebody took a desk meanwhile: the same beginning leads along another route.
        "is_other": is_other,
    }


def _book(
    request: HttpRequest,
    visit: Visit,
    change: Change,
    *,
    start: datetime,
    token: str,
    what: What,
) -> HttpResponse:
    shown = request.POST.get("shown", "")
    try:
        if what == "move":
            move_visit(visit, start=start, shown=shown, by=VISITOR)
        else:
            change_visit(visit, change, start=start, shown=shown, by=VISITOR)
    except TimeTakenError:
        return _taken(request, visit, change, start=start, token=token, what=what)
    except RouteChangedError:
        return _show_again(request, visit, change, start=start, token=token, what=what)
    except AlreadyBookedError:
        return render(request, "public/own/elsewhere.html", {"token": token}, status=409)
    except (VisitChangedError, VisitPastError):
        return render(request, "public/own/changed.html", {"token": token}, status=409)
    forget_wish(request)
    return back_to_visit(token, news="moved" if what == "move" else "changed")


def _taken(
    request: HttpRequest, visit: Visit, change: Change, *, start: datetime, token: str, what: What
) -> HttpResponse:
    """Somebody was faster: show the nearest other times; the visit stays where it is."""
    sight = Sight(own=visit.pk)
    near = offers_near(visit.office, change.request, start=start, sight=sight)
    context = {
        **_frame(visit, token=token, what=what),
        "start": start.astimezone(zone_of(visit.office)),
        "offers": _drawn(by_day(near), visit, token=token, what=what),
    }
    return render(request, "public/own/taken.html", context, status=409)


def _show_again(
    request: HttpRequest, visit: Visit, change: Change, *, start: datetime, token: str, what: What
) -> HttpResponse:
    plan = change_at(visit, change.request, change.stayers, start=start)
    if plan is None:
        return _taken(request, visit, change, start=start, token=token, what=what)
    context = _shown(visit, change, plan, token, what, is_other=True)
    return render(request, "public/own/check.html", context, status=409)


def _drawn(days: Sequence[DayOffers], visit: Visit, *, token: str, what: What) -> str:
    def day_page(day: date) -> str:
        return reverse(f"public:own_{what}_day", kwargs={"token": token, "day": day})

    definition = definition_of(visit.office)
    return draw_offers(days, definition, day_page=day_page, time_zone=visit.time_zone)
