"""The day at the desks: who comes when, for what, in which language."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from welcome_office.partners.policy import Right, may
from welcome_office.visits.planning import zone_of
from welcome_office.visits.queries import day_at_desks
from welcome_office.visits.sheets import DeskDay, DeskLine
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look


def home(request: StaffRequest) -> HttpResponse:
    """Begin where the member's work begins."""
    return redirect("desk:day" if may(request.member, Right.SEE_DAY) else "desk:staff")


def show_day(request: StaffRequest, day: str = "") -> HttpResponse:
    """Show one day, today unless said otherwise; names are short until somebody asks for them."""
    today = timezone.localdate(timezone=zone_of(request.office))
    chosen = read_day(day) if day else today
    full_names = request.GET.get("names") == "full"
    note_look(
        request, f"day:{chosen}", purpose="the day with whole names" if full_names else "the day"
    )
    partner = request.GET.get("partner", "")
    day_shown = day_at_desks(request.member, day=chosen, full_names=full_names, partner=partner)
    context = {
        "day": day_shown,
        "today": today,
        "current": _current(request, day_shown) if chosen == today else None,
        "can_note": chosen <= today and may(request.member, Right.NOTE_STEPS),
        "full_names": full_names,
        "partner": partner,
        # Another day keeps the chosen organisation, never the whole names.
        "same_desks": f"?{urlencode({'partner': partner})}" if partner else "",
    }
    return render(request, "desk/day.html", context)


def _current(request: StaffRequest, day: DeskDay) -> DeskLine | None:
    """The line that has the focus: the one just noted, else the one whose turn it is."""
    at = request.GET.get("at", "")
    just_noted = day.line_of(int(at)) if at.isdecimal() else None
    return just_noted or day.line_at(timezone.now())


def read_day(day: str) -> date:
    """The day of an address, or no page."""
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
