"""Time zones of the world by country, and times said in two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from welcome_office.core.wording import clock_range, clock_time, isolated, long_day


@cache
def zones_by_country() -> Mapping[str, tuple[str, ...]]:
    """The time zones of each country (ISO 3166), the one with most people first."""
    lines = files("welcome_office.core").joinpath("time_zones.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {country: tuple(zones) for country, *zones in rows}


@cache
def known_zones() -> frozenset[str]:
    """The names of all zones that somebody can choose."""
    return frozenset(zone for zones in zones_by_country().values() for zone in zones)


def guessed_zone(accepted_languages: str) -> str | None:
    """A guess from what the browser sends about languages: "en-IN" stands for India."""
    for part in accepted_languages.split(","):
        tags = part.partition(";")[0].strip().split("-")
        zones = zones_by_country().get(tags[-1].upper(), ()) if len(tags) > 1 else ()
        if zones:
            return zones[0]
    return None


def place_of_zone(zone: str) -> str:
    """The town that a zone is named after, in its English spelling: "St Johns", "Kolkata"."""
    return zone.rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True)
class TwoClocks:
    """Says times of the office; where the person's clock shows others, those too.

    `here`: what the office's town is called; `zone`: the person's zone, empty where there is one
    time only. Times given are in the office's zone.
    """

    here: str
    zone: str

    def span(self, start: datetime, end: datetime) -> str:
        """From-to: "9:00–9:45 (Bochum) / 13:30–14:15 (Kolkata)"."""
        return self._both(start, clock_range(start, end), clock_range(*self._there(start, end)))

    def at(self, when: datetime) -> str:
        """One time: "9:00 (Bochum) / 13:30 (Kolkata)"."""
        return self._both(when, clock_time(when), clock_time(*self._there(when)))

    def _there(self, *times: datetime) -> list[datetime]:
        return [time.astimezone(ZoneInfo(self.zone or "UTC")) for time in times]

    def _both(self, start: datetime, here: str, there: str) -> str:
        if not self.zone:
            return here
        (begin,) = self._there(start)
        place = isolated(place_of_zone(self.zone))
        if begin.date() != start.date():
            place = f"{place}, {long_day(begin)}"
        return f"{here} ({isolated(self.here)}) / {there} ({place})"


def your_time(start: datetime, end: datetime, *, zone: str) -> str:
    """A sentence that says from-to in the person's zone; empty where it is the office's."""
    if not zone:
        return ""
    there = ZoneInfo(zone)
    begin, finish = start.astimezone(there), end.astimezone(there)
    time = clock_range(begin, finish)
    if begin.date() != start.date():
        time = f"{long_day(begin)}, {time}"
    said = _("Your time (%(place)s): %(time)s")
    return said % {"place": isolated(place_of_zone(zone)), "time": time}
