"""Reads the house itself: place, hours, languages, booking rules, partners, closures."""

from typing import get_args
from zoneinfo import available_timezones

import holidays

from welcome_office.law.errands.parts import Reading
from welcome_office.law.errands.reading import Entry, nearest
from welcome_office.partners.office_files.booking import read_booking
from welcome_office.partners.office_files.entries import (
    Placed,
    check_ids,
    read_known,
    read_span,
    read_weekdays,
)
from welcome_office.partners.office_files.model import (
    Address,
    Assumption,
    Closure,
    Hours,
    Office,
    Partner,
    PartnerKind,
)
from welcome_office.partners.office_files.spoken import spoken_languages

PARTNER_KINDS: tuple[PartnerKind, ...] = get_args(PartnerKind)


def read_office(entry: Entry, reading: Reading) -> Office:
    """Read office.yaml."""
    days_off = entry.entry("holidays")
    office = Office(
        id=entry.word("id"),
        name=reading.text(entry, "name"),
        town=reading.text(entry, "town"),
        operator=reading.text(entry, "operator"),
        address=_read_address(entry.entry("address")),
        timezone=_read_timezone(entry),
        phone=entry.word("phone"),
        email=entry.word("email"),
        website=read_link(entry, "website"),
        languages=read_known(entry, "languages", spoken_languages(), what="language"),
        spoken_languages=read_known(entry, "spoken_languages", spoken_languages(), what="language"),
        opening=tuple(_read_hours(each) for each in entry.entries("opening")),
        one_stop=tuple(_read_hours(each) for each in entry.entries("one_stop")),
        booking=read_booking(entry.entry("booking")),
        holidays_country=days_off.word("country"),
        holidays_subdivision=days_off.optional("subdivision", days_off.word),
        uploads_assessed_on=entry.optional("uploads_assessed_on", entry.day),
    )
    _check_office(entry, office)
    _check_holidays(days_off, office)
    check_ids([Placed(office, entry)], what="offices")
    entry.finish()
    return office


def read_partners(entry: Entry, reading: Reading) -> list[Placed[Partner]]:
    """Read partners.yaml."""
    placed = [Placed(_read_partner(each, reading), each) for each in entry.entries("partners")]
    check_ids(placed, what="partners")
    entry.finish()
    return placed


def read_closures(entry: Entry, reading: Reading) -> tuple[Closure, ...]:
    """Read closures.yaml."""
    closures = tuple(_read_closure(each, reading) for each in entry.entries("closures"))
    entry.finish()
    return closures


def read_assumptions(entry: Entry, reading: Reading) -> tuple[Assumption, ...]:
    """Read assumptions.yaml."""
    placed = []
    for each in entry.entries("assumptions"):
        part = Assumption(id=each.word("id"), text=reading.text(each, "text"))
        each.finish()
        placed.append(Placed(part, each))
    check_ids(placed, what="assumptions")
    entry.finish()
    return tuple(each.part for each in placed)


def read_link(entry: Entry, key: str) -> str:
    """Read a link; only encrypted ones are shown to people."""
    link = entry.word(key)
    if link and not link.startswith("https://"):
        entry.wrong(key, f'"{link}" is no safe link.', "Begin it with https://.")
    return link


def _read_address(entry: Entry) -> Address:
    address = Address(
        street=entry.word("street"),
        postal_code=entry.word("postal_code"),
        town=entry.word("town"),
        latitude=entry.optional("latitude", entry.word),
        longitude=entry.optional("longitude", entry.word),
    )
    entry.finish()
    return address


def _read_timezone(entry: Entry) -> str:
    name = entry.word("timezone")
    if name and name not in available_timezones():
        entry.wrong("timezone", f'"{name}" is no time zone.', nearest(name, available_timezones()))
        return "UTC"
    return name


def _read_hours(entry: Entry) -> Hours:
    start, end = read_span(entry)
    hours = Hours(weekdays=read_weekdays(entry, "weekdays"), from_minute=start, to_minute=end)
    entry.finish()
    return hours


def _read_partner(entry: Entry, reading: Reading) -> Partner:
    partner = Partner(
        id=entry.word("id"),
        name=reading.text(entry, "name"),
        short_name=reading.text(entry, "short_name"),
        description=reading.text(entry, "description"),
        kind=entry.one_of("kind", PARTNER_KINDS),
        icon=entry.word("icon"),
        link=read_link(entry, "link"),
        address=entry.optional("address", entry.word) or "",
    )
    entry.finish()
    return partner


def _read_closure(entry: Entry, reading: Reading) -> Closure:
    closure = Closure(
        first=entry.day("from"), last=entry.day("to"), reason=reading.text(entry, "reason")
    )
    if closure.last < closure.first:
        entry.wrong("to", "it ends before it begins.", "Give a later day.")
    entry.finish()
    return closure


def _check_office(entry: Entry, office: Office) -> None:
    if office.phone and not office.phone.startswith("+"):
        entry.wrong("phone", "people call from abroad.", 'Begin it with "+49".')
    if office.email and "@" not in office.email:
        entry.wrong("email", f'"{office.email}" is no mail address.', "Give one with an @.")
    for hours in office.one_stop:
        for day in hours.weekdays:
            if not office.is_open(day, start=hours.from_minute, end=hours.to_minute):
                what = f"on day {day} the house is not open all that time."
                entry.wrong("one_stop", what, 'Extend "opening" or shorten it.')


def _check_holidays(entry: Entry, office: Office) -> None:
    try:
        if office.holidays_country:
            holidays.country_holidays(office.holidays_country, subdiv=office.holidays_subdivision)
    except NotImplementedError as error:
        entry.wrong("country", f"{error}.", 'Use codes such as "country: DE, subdivision: NW".')
    entry.finish()
