"""Times to choose from, written straight as HTML: two dozen of them stand on a page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from welcome_office.core.wording import clock_range, duration, long_day
from welcome_office.partners.office_files import OfficeFile
from welcome_office.visits.planning import DayOffers, Plan
from welcome_office.visits.request import VisitRequest
from welcome_office.visits.route import Route, route_of_plan
from welcome_office.web.drawing import draw_small
from welcome_office.web.wording import plain


def draw_offers(
    days: Sequence[DayOffers], asked: VisitRequest, definition: OfficeFile
) -> SafeString:
    """Write the days with their times; each time is a button with the route below it."""
    return plain("".join(_day(each, asked, definition) for each in days if each.plans))


def _day(offers: DayOffers, asked: VisitRequest, definition: OfficeFile) -> str:
    cards = "".join(
        _card(plan, route_of_plan(plan, asked, definition), definition) for plan in offers.plans
    )
    return (
        f'<section class="stack"><h2 class="section-title">{escape(long_day(offers.day))}</h2>'
        f'<ul class="offers" role="list">{cards}</ul>{_all_of(offers)}</section>'
    )


def _card(plan: Plan, route: Route, definition: OfficeFile) -> str:
    return (
        f'<li class="offer"><button class="offer__button" name="start" '
        f'value="{plan.start.isoformat()}"><span class="offer__time">'
        f'{clock_range(route.start, route.end)}</span> <span class="offer__more">'
        f"{escape(_lasts(route))}</span></button>{draw_small(route, definition)}</li>"
    )


def _lasts(route: Route) -> str:
    whole = duration(route.minutes)
    if not route.wait_minutes:
        return gettext("%(whole)s, no waiting") % {"whole": whole}
    waiting = duration(route.wait_minutes)
    return gettext("%(whole)s, %(waiting)s of it waiting") % {"whole": whole, "waiting": waiting}


def _all_of(offers: DayOffers) -> str:
    if offers.possible <= len(offers.plans):
        return ""
    address = reverse("public:times_of_day", kwargs={"day": offers.day})
    said = gettext("All %(count)d times of this day") % {"count": offers.possible}
    return f'<p><a class="link" href="{address}">{escape(said)}</a></p>'
