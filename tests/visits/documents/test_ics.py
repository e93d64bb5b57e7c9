"""The calendar entry, read back as a calendar would."""

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from icalendar import Calendar
from tests.visits.documents.town import NINE, TOWN, family_visit

from welcome_office.core.audit import VISITOR
from welcome_office.visits.actions import cancel_visit
from welcome_office.visits.documents.ics import Method, calendar_entry
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def _read(visit: Visit, method: Method = "REQUEST") -> tuple[Any, Any]:
    calendar = Calendar.from_ical(calendar_entry(visit, method=method, language=visit.language))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_entry_has_what_rfc_5545_and_5546_ask_for() -> None:
    visit = family_visit()

    calendar, event = _read(visit)

    assert {name: str(calendar[name]) for name in ("VERSION", "METHOD", "CALSCALE")} == {
        "VERSION": "2.0",
        "METHOD": "REQUEST",
        "CALSCALE": "GREGORIAN",
    }
    assert str(calendar["PRODID"])
    # RFC 5546 section 3.2.2: exactly these besides what the entry says.
    assert {"UID", "DTSTAMP", "DTSTART", "ORGANIZER", "ATTENDEE", "SUMMARY"} <= set(event)
    assert (event["STATUS"], event["CLASS"], int(event["SEQUENCE"])) == ("CONFIRMED", "PRIVATE", 0)
    assert event["DTSTAMP"].to_ical().endswith(b"Z")
    assert abs(event["DTSTAMP"].dt - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_lines_are_folded_at_75_octets_and_end_as_they_must(language: str) -> None:
    long_name = {"de": "Ä" * 200, "en": "x" * 200, "ar": "مكتب " * 40}
    name = dataclasses.replace(TOWN.office.name, translations=tuple(long_name.items()))
    town = dataclasses.replace(TOWN, office=dataclasses.replace(TOWN.office, name=name))

    content = calendar_entry(family_visit(town=town), method="REQUEST", language=language)

    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert [line for line in lines if len(line) > 75 or b"\n" in line or not line] == []
    for line in lines:
        line.decode()  # no letter is cut in two


def test_special_characters_come_back_as_they_were() -> None:
    awkward = 'Haus; "Süd", 1\\2'
    address = dataclasses.replace(TOWN.office.address, street=awkward)
    town = dataclasses.replace(TOWN, office=dataclasses.replace(TOWN.office, address=address))

    _, event = _read(family_visit(town=town))

    assert str(event["LOCATION"]) == f"Welcome to Musterstadt, {awkward}, 12345 Musterstadt"


@pytest.mark.parametrize(
    "local",
    [datetime(2027, 3, 28, hour, tzinfo=BERLIN) for hour in (0, 1, 3, 9)]
    + [datetime(2027, 10, 31, hour, tzinfo=BERLIN) for hour in (0, 1, 2, 3, 9)]
    + [datetime(2027, 10, 31, 2, tzinfo=BERLIN, fold=1)],
    ids=str,
)
def test_times_are_right_on_the_days_when_the_clocks_change(local: datetime) -> None:
    start = local.astimezone(UTC)

    _, event = _read(family_visit(start=start))

    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    assert (begin, end - begin) == (start, timedelta(minutes=95))
    assert begin.astimezone(BERLIN).isoformat() == local.isoformat()
    assert b"DTSTART:" + start.strftime("%Y%m%dT%H%M%SZ").encode() in event.to_ical()


def test_the_entry_is_written_in_the_persons_language() -> None:
    _, event = _read(family_visit(language="ar"))

    assert event["DESCRIPTION"].params["LANGUAGE"] == "ar"
    assert "9:00–9:15 تسجيل السكن (Anmeldung): مدينة موسترشتات" in str(event["DESCRIPTION"])


def test_the_demo_says_so_in_the_entry(settings: LazySettings) -> None:
    visit = family_visit()
    _, event = _read(visit)
    assert "Demonstration" in event["DESCRIPTION"]
    assert str(event["SUMMARY"]).startswith("Demonstration")

    settings.DEMO = False
    _, event = _read(visit)

    assert "Demonstration" not in event["DESCRIPTION"] + event["SUMMARY"]


def test_a_mail_invites_and_a_download_names_nobody() -> None:
    visit = family_visit()

    _, invited = _read(visit, "REQUEST")
    calendar, own = _read(visit, "PUBLISH")

    assert str(invited["ATTENDEE"]) == "mailto:amal@example.org"
    assert invited["ATTENDEE"].params == {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    assert (str(calendar["METHOD"]), "ATTENDEE" in own) == ("PUBLISH", False)
    assert own["UID"] == invited["UID"]
    assert b"amal" not in calendar.to_ical().lower()


def test_a_cancellation_takes_the_same_entry_away() -> None:
    visit = family_visit(start=datetime.now(UTC) + timedelta(days=3))
    _, booked = _read(visit)

    calendar, cancelled = _read(cancel_visit(visit, by=VISITOR), "CANCEL")

    assert (str(calendar["METHOD"]), str(cancelled["STATUS"])) == ("CANCEL", "CANCELLED")
    assert cancelled["UID"] == booked["UID"]
    assert cancelled["ORGANIZER"] == booked["ORGANIZER"]
    assert int(cancelled["SEQUENCE"]) > int(booked["SEQUENCE"])


def test_two_visits_are_two_entries() -> None:
    _, one = _read(family_visit())
    _, other = _read(family_visit(start=NINE + timedelta(days=7)))

    assert one["UID"] != other["UID"]


@pytest.mark.parametrize(
    ("channel", "location"),
    [("video", "By video"), ("phone", "By phone: the office calls you")],
)
def test_nobody_is_sent_to_an_address_for_a_call(channel: Any, location: str) -> None:
    _, event = _read(family_visit(channel=channel))

    assert str(event["LOCATION"]) == location
    assert "GEO" not in event
