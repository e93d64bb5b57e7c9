"""How days, times, lengths of time and the office's texts are written, in the current language."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

from welcome_office.law.errands import Text
from welcome_office.partners.office_files import Hours, clock


def wording(text: Text) -> SafeString:
    """Show a text of the office; where a translation is missing, the German one, marked as such."""
    language = current_language()
    if language in text.languages:
        return format_html("{}", text.in_language(language))
    return format_html('<span lang="de" dir="ltr">{}</span>', text.in_language("de"))


def current_language() -> str:
    """The language of this answer."""
    return get_language() or settings.LANGUAGE_CODE


def long_day(day: date | datetime) -> str:
    """Write a day so that nobody mixes day and month: "Wednesday, 25 November 2026"."""
    return date_format(day, pgettext("date format: day of the week, day, month, year", "l, j F Y"))


def short_day(day: date | datetime) -> str:
    """Write a day of this or next year: "Wednesday, 25 November"."""
    return date_format(day, pgettext("date format: day of the week, day, month", "l, j F"))


def clock_time(when: datetime | time) -> str:
    """Write a time of the day: "9:00"."""
    return f"{when.hour}:{when.minute:02d}"


def clock_range(start: datetime | time, end: datetime | time) -> str:
    """Write from-to: "9:00–11:10"."""
    return f"{clock_time(start)}–{clock_time(end)}"


def duration(minutes: int) -> str:
    """Write a length of time in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(parts)


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
