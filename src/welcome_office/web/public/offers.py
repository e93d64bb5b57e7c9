"""Times to choose from, written straight as HTML: two dozen of them stand on a page."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from welcome_office.core.time_zones import your_time
from welcome_office.core.wording import clock_range, current_language, duration
from welcome_office.partners.office_files import OfficeFile
from welcome_office.visits.planning import DayOffers, Plan
from welcome_office.web.drawing import StationLook, draw_strip, looks_of
from welcome_office.web.wording import long_day, plain

DayPage = Callable[[date], str]
MINUTE = timedelta(minutes=1)


def draw_offers(
    days: Sequence[DayOffers],
    definition: OfficeFile,
    *,
    day_page: DayPage | None = None,
    time_zone: str = "",
) -> SafeString:
    """Write the days with their times; each time is a button with the route below it.

    `day_page` says where all times of a day stand, `time_zone` where the person is meanwhile.
    """
    language = current_language().code
    looks = looks_of(definition, language)
    page = day_page or _times_of_day
    return plain(
        "".join(_day(each, looks, language, page, time_zone) for each in days if each.plans)
    )


def draw_first_days(days: Sequence[date], *, chosen: date | None) -> SafeString:
    """Write the days that the list may begin with as a choice; nothing where there is only one."""
    if len(days) < 2:
        return plain("")
    return plain("".join(_first_day(day, is_chosen=day == chosen) for day in days))


def _first_day(day: date, *, is_chosen: bool) -> str:
    chosen = " selected" if is_chosen else ""
    return f'<option value="{day.isoformat()}"{chosen}>{escape(long_day(day))}</option>'


def _day(
    offers: DayOffers,
    looks: dict[str, StationLook],
    language: str,
    day_page: DayPage,
    time_zone: str,
) -> str:
    cards = "".join(_card(plan, looks, language, time_zone) for plan in offers.plans)
    return (
        f'<section class="stack"><h2 class="section-title">{escape(long_day(offers.day))}</h2>'
        f'<ul class="offers" role="list">{cards}</ul>{_all_of(offers, day_page)}</section>'
    )


def _card(plan: Plan, looks: dict[str, StationLook], language: str, time_zone: str) -> str:
    minutes = (plan.end - plan.start) // MINUTE
    strip = draw_strip([(looks[step.service], step.start, step.end) for step in plan.steps])
    return (
        f'<li class="offer"><button class="offer__button" name="start" '
        f'value="{plan.start.isoformat()}"><span class="offer__time">'
        f"{clock_range(plan.start, plan.end)}</span> {_elsewhere(plan, time_zone)}"
        f'<span class="offer__more">'
        f"{_lasts(minutes, plan.wait_minutes, language)}</span></button>{strip}</li>"
    )


def _elsewhere(plan: Plan, time_zone: str) -> str:
    if not time_zone:
        return ""
    said = escape(your_time(plan.start, plan.end, zone=time_zone))
    return f'<span class="offer__more">{said}</span> '


@lru_cache(maxsize=4096)
def _lasts(minutes: int, waiting: int, language: str) -> str:  # noqa: ARG001 - part of the cache's key
    whole = duration(minutes)
    if not waiting:
        return escape(gettext("%(whole)s, no waiting") % {"whole": whole})
    said = gettext("%(whole)s, %(waiting)s of it waiting")
    return escape(said % {"whole": whole, "waiting": duration(waiting)})


def _times_of_day(day: date) -> str:
    return reverse("public:times_of_day", kwargs={"day": day})


def _all_of(offers: DayOffers, day_page: DayPage) -> str:
    if offers.possible <= len(offers.plans):
        return ""
    address = day_page(offers.day)
    said = gettext("All %(count)d times of this day") % {"count": offers.possible}
    return f'<p><a class="link" href="{address}">{escape(said)}</a></p>'
