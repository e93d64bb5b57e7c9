"""A town that is not Bochum: other days, languages, holidays, partners, and its own services."""

from datetime import date
from pathlib import Path

import pytest

from welcome_office.law.errands import load_errands
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.partners.office_files.parsing import read_office_files


@pytest.fixture(scope="module")
def town() -> OfficeFile:
    return read_office_files(Path(__file__).parent / "lindhafen")


def test_the_town_has_its_own_days_and_services(town: OfficeFile) -> None:
    assert (town.office.one_stop_weekdays, town.office.open_weekdays) == ((2, 4), (2, 4, 6))
    assert {each.id: each.weekdays for each in town.services} == {
        "anmelden": (2, 4, 6),
        "haus": (2, 4),
        "rundgang": (6,),
    }


def test_the_town_says_minutes_and_handover_in_its_own_way(town: OfficeFile) -> None:
    registration, home = town.services_by_id["anmelden"], town.services_by_id["haus"]
    errand = load_errands()["residence_registration"]

    assert (registration.minutes, registration.minutes_per_extra_person) == (25, 10)
    assert (registration.papers, registration.legal) == (errand.papers, errand.legal)
    assert home.handover is not None
    assert home.handover.in_language("de").startswith("Hier trinken wir Tee")


def test_a_text_that_the_catalogue_lacks_is_given_in_german(town: OfficeFile) -> None:
    name = town.services_by_id["anmelden"].name

    assert name.in_language("uk") == "Wohnsitz anmelden"


def test_an_own_service_needs_no_errand(town: OfficeFile) -> None:
    walk = town.services_by_id["rundgang"]

    assert (walk.errand, walk.one_stop, walk.minutes, walk.together) == (None, "yes", 60, True)


def test_epiphany_is_a_holiday_in_bavaria(town: OfficeFile) -> None:
    days = closed_days(town, first=date(2026, 12, 25), last=date(2027, 1, 6))

    assert days == (
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 28),
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2027, 1, 1),
        date(2027, 1, 6),
    )
