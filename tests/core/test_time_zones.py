"""Times in two zones are right over both changes of the clocks, also where minutes differ."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.utils.translation import override

from welcome_office.core.time_zones import (
    TwoClocks,
    guessed_zone,
    known_zones,
    place_of_zone,
    your_time,
    zones_by_country,
)

BERLIN = ZoneInfo("Europe/Berlin")
LAST_WEEK_OF_SUMMER, FIRST_WEEK_OF_WINTER = (2026, 10, 23), (2026, 10, 26)
LAST_WEEK_OF_WINTER, FIRST_WEEK_OF_SUMMER = (2026, 3, 27), (2026, 3, 30)
# America changes its clocks a week later in autumn and two weeks earlier in spring.
AMERICA_STILL_IN_SUMMER, AMERICA_ALREADY_IN_SUMMER = (2026, 10, 27), (2026, 3, 17)


@pytest.mark.parametrize(
    ("zone", "day", "there"),
    [
        ("Asia/Kolkata", LAST_WEEK_OF_SUMMER, "12:30–13:15"),
        ("Asia/Kolkata", FIRST_WEEK_OF_WINTER, "13:30–14:15"),
        ("Asia/Kolkata", LAST_WEEK_OF_WINTER, "13:30–14:15"),
        ("Asia/Kolkata", FIRST_WEEK_OF_SUMMER, "12:30–13:15"),
        ("Asia/Kathmandu", LAST_WEEK_OF_SUMMER, "12:45–13:30"),
        ("Asia/Kathmandu", FIRST_WEEK_OF_WINTER, "13:45–14:30"),
        ("Asia/Kathmandu", FIRST_WEEK_OF_SUMMER, "12:45–13:30"),
        ("America/St_Johns", LAST_WEEK_OF_SUMMER, "4:30–5:15"),
        ("America/St_Johns", AMERICA_STILL_IN_SUMMER, "5:30–6:15"),
        ("America/St_Johns", (2026, 11, 3), "4:30–5:15"),
        ("America/St_Johns", AMERICA_ALREADY_IN_SUMMER, "5:30–6:15"),
        ("America/St_Johns", FIRST_WEEK_OF_SUMMER, "4:30–5:15"),
    ],
)
def test_nine_in_bochum_is_shown_on_the_other_clock(
    zone: str, day: tuple[int, int, int], there: str
) -> None:
    start = datetime(*day, 9, 0, tzinfo=BERLIN)
    end = datetime(*day, 9, 45, tzinfo=BERLIN)

    with override("en"):
        said = (your_time(start, end, zone=zone), TwoClocks("Bochum", zone).span(start, end))

    place = place_of_zone(zone)
    assert said == (f"Your time ({place}): {there}", f"9:00–9:45 (Bochum) / {there} ({place})")


def test_another_day_is_named() -> None:
    start = datetime(2026, 11, 25, 15, 30, tzinfo=BERLIN)
    end = datetime(2026, 11, 25, 16, 0, tzinfo=BERLIN)

    with override("en"):
        said = [TwoClocks("Bochum", "Pacific/Auckland").at(start), your_time(start, end, zone="")]

    assert said == ["15:30 (Bochum) / 3:30 (Auckland, Thursday, 26 November 2026)", ""]


def test_where_the_office_is_one_time_is_enough() -> None:
    start = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)

    assert TwoClocks("Bochum", "").at(start) == "9:00"


@pytest.mark.parametrize(
    ("accepted", "zone"),
    [
        ("en-IN,en;q=0.9", "Asia/Kolkata"),
        ("ne-NP", "Asia/Kathmandu"),
        ("en-CA", "America/Toronto"),
        ("pt-BR,pt;q=0.8", "America/Sao_Paulo"),
        ("zh-Hans-CN", "Asia/Shanghai"),
        ("de", None),
        ("es-419,es;q=0.9", None),
        ("", None),
        ("*;q=0.5, xx-YY", None),
    ],
)
def test_the_browsers_language_gives_a_guess(accepted: str, zone: str | None) -> None:
    assert guessed_zone(accepted) == zone


def test_every_zone_exists_and_every_offset_of_the_world_can_be_chosen() -> None:
    noons = [datetime(2026, month, 15, 12, tzinfo=UTC) for month in (1, 7)]
    inhabited = {zone for zone in available_timezones() if "/" in zone}
    inhabited -= {z for z in inhabited if z.startswith(("Etc/", "Antarctica/", "posix/", "right/"))}

    def kept(zones: frozenset[str] | set[str]) -> set[tuple[object, ...]]:
        return {tuple(noon.astimezone(ZoneInfo(z)).utcoffset() for noon in noons) for z in zones}

    assert known_zones() <= available_timezones()
    assert kept(known_zones()) == kept(inhabited)
    assert len(zones_by_country()) > 240
