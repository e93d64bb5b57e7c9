"""The day's numbers on one page, for whoever runs the house."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from welcome_office.core.display import read_for_display
from welcome_office.partners import open_days
from welcome_office.partners.queries import definition_of
from welcome_office.visits.numbers import numbers_of
from welcome_office.visits.planning import zone_of
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.day import read_day


def numbers(request: StaffRequest, day: str = "") -> HttpResponse:
    """Show one day in numbers, unless said otherwise the last one-stop day."""
    today = timezone.localdate(timezone=zone_of(request.office))
    file = definition_of(request.office)
    last = open_days.last_one_stop_day(file, until=today)
    chosen = read_day(day) if day else last or today
    context = {
        "numbers": read_for_display(
            lambda database: numbers_of(request.office, day=chosen, database=database)
        ),
        "today": today,
        "previous_day": open_days.previous_open_day(file, before=chosen),
        "next_day": open_days.next_open_day(file, after=chosen) if chosen < today else None,
        "last_one_stop_day": last if last != chosen else None,
    }
    return render(request, "desk/numbers.html", context)
