"""The first page: two doors, the next one-stop day, the opening hours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from welcome_office.partners.open_days import next_one_stop_day
from welcome_office.partners.queries import definition_of
from welcome_office.visits.planning import free_share
from welcome_office.web.public.access import office_of

# From which share of free time on we say what.
FREE = (
    (0.5, _("many times free")),
    (0.15, _("some times free")),
    (0.02, _("few times free")),
    (0.0, _("everything is booked")),
)


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what this is, and open two doors."""
    office = office_of(request)
    definition = definition_of(office)
    today = timezone.localdate()
    next_day = next_one_stop_day(definition, after=today)
    return render(
        request,
        "public/welcome.html",
        {
            "core": [partner for partner in definition.partners if partner.kind == "core"],
            "notices": [
                each.text for each in definition.notices if each.first <= today <= each.last
            ],
            "next_day": next_day,
            "times_free": in_words(free_share(office, day=next_day)) if next_day else "",
        },
    )


def in_words(share: float) -> Promise:
    """Say how much of a day is still free."""
    return next(words for least, words in FREE if share >= least)
