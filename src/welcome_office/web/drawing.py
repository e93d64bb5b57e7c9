"""The route as people see it: a strip of stations, written straight as HTML for speed.

Small: how long each station and each gap is, side by side; in the list of times. Large: one station
below the other with everything about it; on the check and done pages and at the desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from welcome_office.core.time_zones import your_time
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
MINUTE = timedelta(minutes=1)


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
    ids = [each.id for each in definition.partners]
    return ids.index(partner.id) % TONES


@dataclass(frozen=True)
class StationLook:
    """How a service looks in every strip: colour, symbol and name, ready to be written."""

    tone: int
    block: str
    name: str


# The last few, by the identity of the office's files, which are read once per version.
_looks: dict[tuple[int, str], tuple[OfficeFile, dict[str, StationLook]]] = {}
MOST_LOOKS = 64


def looks_of(definition: OfficeFile, language: str) -> dict[str, StationLook]:
    """The looks of all services in a language, made once for each version of the files."""
    known = _looks.get((id(definition), language))
    if known is not None and known[0] is definition:
        return known[1]
    partners = {partner.id: partner for partner in definition.partners}
    made = {
        service.id: StationLook(
            tone=tone(partners[service.partner], definition),
            block=f'<span class="route__block">{icon(partners[service.partner].icon)}</span>',
            name=_said(service.name, language),
        )
        for service in definition.services
    }
    if len(_looks) >= MOST_LOOKS:
        _looks.clear()
    _looks[id(definition), language] = (definition, made)
    return made


def draw_small(route: Route, definition: OfficeFile) -> SafeString:
    """Draw the strip of a route."""
    looks = looks_of(definition, current_language().code)
    return plain(
        draw_strip([(looks[each.service.id], each.start, each.end) for each in route.stations])
    )


def draw_strip(stations: Sequence[tuple[StationLook, datetime, datetime]]) -> str:
    """Draw station by station, each as wide as it is long, gaps as thin lines."""
    drawn, before = [], stations[0][1]
    for look, start, end in stations:
        drawn.append(_small_station(look, start, minutes(before, start), minutes(start, end)))
        before = end
    return f'<ol class="route route--small" role="list">{"".join(drawn)}</ol>'


def minutes(start: datetime, end: datetime) -> int:
    """Whole minutes from one moment to the next."""
    return (end - start) // MINUTE


def _small_station(look: StationLook, start: datetime, wait: int, long: int) -> str:
    clock = clock_time(start)
    gap = f'<span class="route__gap f-{_width(wait)}"></span>' if wait else ""
    return (
        f'<li class="route__station tone-{look.tone} f-{_width(wait + long)}">{gap}'
        f'<span class="route__stop f-{_width(long)}">{look.block}'
        f'<span class="route__tick" aria-hidden="true">{clock}</span>'
        f'<span class="visually-hidden">{clock} {look.name}</span></span></li>'
    )


def _width(long: int) -> int:
    return min(max(5, 5 * round(long / 5)), WIDEST)


def _said(text: Text, language: str) -> str:
    # The usual case costs less than marking a missing translation.
    for code, translation in text.translations:
        if code == language and code not in text.outdated:
            return escape(translation)
    return wording(text)


def draw_large(route: Route, definition: OfficeFile) -> SafeString:
    """Draw the stations one below the other, with desk, people, minutes and what lies between."""
    phrases = Phrases.now()
    stations = route.stations
    following = [*stations[1:], None]
    rows = "".join(
        _large_station(route, station, after, definition, phrases)
        for station, after in zip(stations, following, strict=True)
    )
    end = (
        f'<li class="route__station route__station--end"><p class="route__time">'
        f'{_time(route.end)}</p><span class="route__node"></span>'
        f'<p class="route__errand">{phrases.finished}</p></li>'
    )
    return plain(f'<ol class="route route--large" role="list">{rows}{end}</ol>')


def _large_station(
    route: Route, station: Station, after: Station | None, definition: OfficeFile, phrases: Phrases
) -> str:
    details = "".join(f"<li>{detail}</li>" for detail in _details(route, station, phrases.language))
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


def _details(route: Route, station: Station, language: str) -> list[str]:
    details: list[str] = [escape(duration(station.minutes))]
    if route.time_zone:
        details.append(escape(your_time(station.start, station.end, zone=route.time_zone)))
    if route.desk(station):
        details.append(escape(gettext("desk %(desk)s") % {"desk": route.desk(station)}))
    if route.video_link(station):
        link, said = escape(route.video_link(station)), escape(gettext("Join by video"))
        details.append(f'<a class="link" href="{link}" rel="noreferrer">{said}</a>')
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
