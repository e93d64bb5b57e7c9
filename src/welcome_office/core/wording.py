"""How days, times and lengths of time are written in the active language, on pages and paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unicodedata import bidirectional

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from welcome_office.core.languages import Language


def current_language() -> Language:
    """The active language."""
    return language_called(translation.get_language() or settings.LANGUAGE_CODE)


def language_called(code: str) -> Language:
    """The language with this code, else the house's own: a language may leave while visits wait."""
    known = settings.LANGUAGES_FOUND
    return known.get(code) or known[settings.LANGUAGE_CODE]


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak this language inside the block, or the house's own where it is not known."""
    language = language_called(code)
    with translation.override(language.code):
        yield language


def demo_notice(town: str) -> str:
    """What everything that the demo shows or sends must say; empty in a real office."""
    if not settings.DEMO:
        return ""
    notice = _("Demonstration: not a service of the City of %(town)s, no real appointments")
    return notice % {"town": town}


def demo_title(title: str) -> str:
    """Let the title of a mail or calendar entry, which lists show alone, tell of the demo."""
    return _("Demonstration: %(title)s") % {"title": title} if settings.DEMO else title


def isolated(words: str) -> str:
    """Keep words that somebody typed from mixing with ours where they run the other way."""
    runs_rtl = any(bidirectional(sign) in {"R", "AL"} for sign in words)
    if runs_rtl == (current_language().direction == "rtl"):
        return words
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def left_to_right(signs: str) -> str:
    """Keep the order of a number's groups (telephone, reference) between Arabic words."""
    if current_language().direction == "ltr":
        return signs
    return f"\N{LEFT-TO-RIGHT ISOLATE}{signs}\N{POP DIRECTIONAL ISOLATE}"


def long_day(day: date | datetime) -> str:
    """Write a day so that nobody mixes day and month: "Wednesday, 25 November 2026"."""
    return date_format(day, pgettext("date format: day of the week, day, month, year", "l, j F Y"))


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
