"""How pages write the office's texts and hours; `core.wording` has what paper needs too."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from welcome_office.core import wording as core_wording
from welcome_office.core.wording import current_language
from welcome_office.law.errands import Text
from welcome_office.partners.office_files import Hours, clock


def wording(text: Text) -> SafeString:
    """Show a text of the office; where a translation is missing, the German one, marked as such."""
    language = current_language().code
    if language in text.languages:
        return format_html("{}", text.in_language(language))
    german = format_html('<span lang="de" dir="ltr">{}</span>', text.in_language("de"))
    return format_html("{} {}", german, newer()) if language in text.outdated else german


def newer() -> SafeString:
    """Say why German stands here: it was changed, and the translation was not yet."""
    return format_html('<span class="muted">({})</span>', gettext("newer in German"))


def long_day(day: date | datetime) -> str:
    """Write a day with its year; the same few days stand on a page again and again."""
    plain_day = day.date() if isinstance(day, datetime) else day
    return _long_day(plain_day, current_language().code)


@lru_cache(maxsize=4096)
def _long_day(day: date, language: str) -> str:  # noqa: ARG001 - part of the cache's key
    return core_wording.long_day(day)


def short_day(day: date | datetime) -> str:
    """Write a day of this or next year: "Wednesday, 25 November"."""
    return date_format(day, pgettext("date format: day of the week, day, month", "l, j F"))


def weekday_names(weekdays: Sequence[int]) -> str:
    """Name days of the week (Monday 1), neighbours as from-to: "Monday to Friday"."""
    names = [str(WEEKDAYS[day - 1]) for day in weekdays]
    are_neighbours = list(weekdays) == list(range(weekdays[0], weekdays[0] + len(weekdays)))
    if len(weekdays) > 2 and are_neighbours:
        return gettext("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)


def opening(hours: Hours) -> str:
    """Say when it is open: "Monday to Friday 8:00–16:00"."""
    start, end = (
        clock(minute).removeprefix("0") for minute in (hours.from_minute, hours.to_minute)
    )
    return f"{weekday_names(hours.weekdays)} {start}–{end}"


def plain(text: str) -> SafeString:
    """Mark text that we built from escaped parts."""
    return mark_safe(text)  # noqa: S308 - callers escape every part
