"""The folder of the Welcome Office Bochum says what was published and what it assumes."""

from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest

from welcome_office.law.errands import load_errands
from welcome_office.partners.office_files import OfficeFile, clock
from welcome_office.partners.office_files.calendar import closed_days, is_working_day
from welcome_office.partners.office_files.parsing import read_office_files

FOLDER = Path(__file__).resolve().parents[2] / "offices" / "bochum"
EVERY_DAY = ("recognition", "first-advice", "employer-recruiting", "employer-law", "employer-group")


@pytest.fixture(scope="module")
def bochum() -> OfficeFile:
    return read_office_files(FOLDER)


def test_opens_every_weekday_and_gathers_all_partners_on_wednesdays(bochum: OfficeFile) -> None:
    (opening,) = bochum.office.opening
    (one_stop,) = bochum.office.one_stop

    assert (opening.weekdays, one_stop.weekdays) == ((1, 2, 3, 4, 5), (3,))
    assert {(clock(each.from_minute), clock(each.to_minute)) for each in (opening, one_stop)} == {
        ("08:00", "16:00")
    }


def test_core_partners_are_the_published_ones(bochum: OfficeFile) -> None:
    core = [partner.id for partner in bochum.partners if partner.kind == "core"]

    assert core == ["registry", "foreigners", "ihk", "agency", "hwk", "kim"]


def test_every_errand_is_bookable_here_or_referred_elsewhere(bochum: OfficeFile) -> None:
    offered = {service.errand for service in bochum.services if service.errand}
    referred = {referral.errand for referral in bochum.referrals}

    assert offered | referred == set(load_errands())
    assert offered & referred == set()
    assert referred == {each.id for each in load_errands().values() if not each.is_bookable}


def test_an_errand_done_in_part_says_what_follows_elsewhere(bochum: OfficeFile) -> None:
    kinds = Counter(service.one_stop for service in bochum.services)

    assert kinds["part"] == 21
    assert [s.id for s in bochum.services if s.one_stop == "part" and s.handover is None] == []


def test_single_advice_is_bookable_all_days_by_phone_and_video(bochum: OfficeFile) -> None:
    all_days = [s.id for s in bochum.services if s.weekdays == bochum.office.open_weekdays]

    assert sorted(all_days) == sorted(EVERY_DAY)
    assert {bochum.services_by_id[name].channels for name in EVERY_DAY} == {
        ("on_site", "video", "phone")
    }


def test_a_family_title_takes_the_minutes_of_its_variant(bochum: OfficeFile) -> None:
    minutes = {
        service.id: (service.minutes, service.minutes_per_extra_person)
        for service in bochum.services
        if service.errand == "residence_title"
    }

    assert minutes == {"title": (15, 15), "title-blue-card": (25, 15), "title-family": (30, 15)}


def test_wednesday_has_three_desks_each_of_registry_and_foreigners_office(
    bochum: OfficeFile,
) -> None:
    desks = Counter(
        resource.partner or resource.kind
        for resource in bochum.resources
        if any(3 in shift.weekdays for shift in resource.hours or ())
    )

    assert desks == {
        "registry": 3, "foreigners": 3, "ihk": 2, "agency": 3, "hwk": 1, "kim": 2, "interpreter": 3,
    }  # fmt: skip


def test_everything_unpublished_names_its_assumption(bochum: OfficeFile) -> None:
    named = {each.assumption for each in bochum.services}
    named |= {each.assumption for each in bochum.resources}

    assert None not in named
    assert named <= {assumption.id for assumption in bochum.assumptions}


def test_holidays_of_the_land_and_own_closures_are_closed_days(bochum: OfficeFile) -> None:
    days = closed_days(bochum, first=date(2026, 12, 20), last=date(2027, 1, 6))

    assert days == (
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 31),
        date(2027, 1, 1),
    )


def test_a_period_ends_neither_on_corpus_christi_nor_on_a_saturday(bochum: OfficeFile) -> None:
    days = [date(2027, 5, 27), date(2027, 5, 29), date(2026, 12, 24)]

    assert [is_working_day(bochum, day) for day in days] == [False, False, True]


def test_reading_survives_the_way_through_json(bochum: OfficeFile) -> None:
    content = msgspec.json.decode(msgspec.json.encode(bochum))

    assert msgspec.convert(content, OfficeFile) == bochum


def test_every_page_says_that_it_is_a_demonstration(bochum: OfficeFile) -> None:
    words = {
        "de": ("Demonstration", "nur ein Beispiel"),
        "en": ("demonstration", "only an example"),
    }

    missing = [
        (page.id, language)
        for page in bochum.pages
        # How to pay is one sentence inside letters, which say so themselves.
        if page.id != "payment"
        for language, any_of in words.items()
        if not any(word in page.body.in_language(language) for word in any_of)
    ]

    assert missing == []
