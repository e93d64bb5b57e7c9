"""The route as people see it: a strip of stations, written straight as HTML for speed.

Small: how long each station and each gap is, side by side; in the list of times. Large: one station
below the other with everything about it; on the check and done pages and at the desk.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from welcome_office.core.wording import clock_time, current_language, duration
from welcome_office.law.errands import Text
from welcome_office.partners.office_files import OfficeFile, Partner
from welcome_office.visits.route import Route, Station
from welcome_office.web.icons import icon
from welcome_office.web.wording import plain, wording

Size = Literal["small", "large"]
TONES = 6
# The strip's widths come as classes in steps of five minutes, because styles inside the page are
# forbidden; wider than this makes no difference to the eye.
WIDEST = 180


@dataclass(frozen=True)
class Phrases:
    """What the drawing says around the office's own words, looked up once for each language."""

    language: str
    finished: str
    straight_on: str
    gap: str
    comma: str

    @classmethod
    def now(cls) -> "Phrases":
        """The phrases in the current language."""
        return cls(
            language=current_language().code,
            finished=escape(gettext("You are finished")),
            straight_on=escape(gettext("straight on to the next desk")),
            gap=escape(gettext("%(duration)s until the next desk")),
            comma=escape(pgettext("between the items of a list", ", ")),
        )


def draw_route(route: Route, size: Size, definition: OfficeFile) -> SafeString:
    """Draw a route as one ordered list."""
    return draw_small(route, definition) if size == "small" else draw_large(route, definition)


def draw_badge(partner: Partner, definition: OfficeFile) -> SafeString:
    """Draw a partner's symbol on the partner's colour."""
    return format_html(
        '<span class="badge tone-{}">{}</span>', tone(partner, definition), icon(partner.icon)
    )


def tone(partner: Partner, definition: OfficeFile) -> int:
    """Which of the calm colours a partner has on every page."""
    return definition.partners.index(partner) % TONES


def draw_small(route: Route, definition: OfficeFile) -> SafeString:
    """Draw the strip: station by station, as wide as it is long, gaps as thin lines."""
    language = current_language().code
    stations = "".join(_small_station(each, definition, language) for each in route.stations)
    return plain(f'<ol class="route route--small" role="list">{stations}</ol>')


def _small_station(station: Station, definition: OfficeFile, language: str) -> str:
    start = clock_time(station.start)
    gap = f'<span class="route__gap f-{_width(station.wait_before)}"></span>'
    return (
        f'<li class="route__station tone-{tone(station.partner, definition)} '
        f'f-{_width(station.wait_before + station.minutes)}">'
        f"{gap if station.wait_before else ''}"
        f'<span class="route__stop f-{_width(station.minutes)}">'
        f'<span class="route__block">{icon(station.partner.icon)}</span>'
        f'<span class="route__tick" aria-hidden="true">{start}</span><span class="visually-hidden">'
        f"{start} {_said(station.service.name, language)}</span></span></li>"
    )


def _width(minutes: int) -> int:
    return min(max(5, 5 * round(minutes / 5)), WIDEST)


def _said(text: Text, language: str) -> str:
    # The usual case costs less than marking a missing translation.
    for code, translation in text.translations:
        if code == language:
            return escape(translation)
    return wording(text)


def draw_large(route: Route, definition: OfficeFile) -> SafeString:
    """Draw the stations one below the other, with desk, people, minutes and what lies between."""
    phrases = Phrases.now()
    stations = route.stations
    following = [*stations[1:], None]
    rows = "".join(
        _large_station(station, after, definition, phrases)
        for station, after in zip(stations, following, strict=True)
    )
    end = (
        f'<li class="route__station route__station--end"><p class="route__time">'
        f'{_time(route.end)}</p><span class="route__node"></span>'
        f'<p class="route__errand">{phrases.finished}</p></li>'
    )
    return plain(f'<ol class="route route--large" role="list">{rows}{end}</ol>')


def _large_station(
    station: Station, after: Station | None, definition: OfficeFile, phrases: Phrases
) -> str:
    details = "".join(f"<li>{detail}</li>" for detail in _details(station, phrases.language))
    details += _people(station, phrases)
    return (
        f'<li class="route__station tone-{tone(station.partner, definition)}">'
        f'<p class="route__time">{_time(station.start)}</p>'
        f'<span class="route__node">{icon(station.partner.icon)}</span>'
        f'<div class="route__body"><p class="route__errand">'
        f"{_said(station.service.name, phrases.language)}{_term(station, phrases.language)}</p>"
        f'<p class="route__partner">{_said(station.partner.name, phrases.language)}</p>'
        f'<ul class="route__details" role="list">{details}</ul></div>'
        f"{_gap(after, phrases) if after else ''}</li>"
    )


def _time(when: datetime) -> str:
    return f'<time datetime="{when.isoformat()}">{clock_time(when)}</time>'


def _term(station: Station, language: str) -> str:
    """The official German word, which stands on every letter that the person will get."""
    term = station.service.term
    if language == "de" or not term:
        return ""
    return f' <span class="route__term" lang="de" dir="ltr">{escape(term)}</span>'


def _details(station: Station, language: str) -> list[str]:
    details: list[str] = [escape(duration(station.minutes))]
    if station.counsellor.desk:
        details.append(escape(gettext("desk %(desk)s") % {"desk": station.counsellor.desk}))
    if station.interpreter:
        details.append(_said(station.interpreter.name, language))
    return details


def _people(station: Station, phrases: Phrases) -> str:
    people = [f"<bdi>{escape(name)}</bdi>" for name in station.people if name]
    return f'<li class="route__people">{phrases.comma.join(people)}</li>' if people else ""


def _gap(after: Station, phrases: Phrases) -> str:
    if after.wait_before == 0:
        return f'<p class="route__between">{phrases.straight_on}</p>'
    said = phrases.gap % {"duration": escape(duration(after.wait_before))}
    return f'<p class="route__between route__between--wait">{said}</p>'
