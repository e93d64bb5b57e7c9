"""The first page: two doors, the next one-stop day, the opening hours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from welcome_office.partners.open_days import next_one_stop_day
from welcome_office.partners.queries import definition_of
from welcome_office.web.public.access import office_of


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what this is, and open two doors."""
    definition = definition_of(office_of(request))
    return render(
        request,
        "public/welcome.html",
        {
            "core": [partner for partner in definition.partners if partner.kind == "core"],
            "next_day": next_one_stop_day(definition, after=timezone.localdate()),
        },
    )
