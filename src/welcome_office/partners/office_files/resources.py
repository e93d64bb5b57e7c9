"""Reads resources: who and what a step occupies, and when they are there."""

from collections.abc import Iterable
from typing import get_args

from welcome_office.law.errands.parts import Reading
from welcome_office.law.errands.reading import Entry
from welcome_office.partners.office_files.entries import (
    Placed,
    check_ids,
    check_known,
    read_known,
    read_pairs,
    read_span,
    read_weekdays,
)
from welcome_office.partners.office_files.house import read_link
from welcome_office.partners.office_files.model import (
    Resource,
    ResourceKind,
    Shift,
    ShiftException,
    clock,
)
from welcome_office.partners.office_files.services import CHANNELS
from welcome_office.partners.office_files.spoken import spoken_languages

KINDS: tuple[ResourceKind, ...] = get_args(ResourceKind)
ALWAYS = "always"


def read_resources(
    entry: Entry, reading: Reading, *, services: Iterable[str]
) -> list[Placed[Resource]]:
    """Read resources.yaml."""
    known = tuple(services)
    placed = [
        Placed(_read_resource(each, reading, services=known), each)
        for each in entry.entries("resources")
    ]
    check_ids(placed, what="resources")
    entry.finish()
    return placed


def _read_resource(entry: Entry, reading: Reading, *, services: tuple[str, ...]) -> Resource:
    kind = entry.one_of("kind", KINDS)
    own_services: tuple[str, ...] | None = None
    if "services" in entry or kind == "counsellor":
        own_services = read_known(entry, "services", services, what="service")
    languages: tuple[str, ...] = ()
    if "languages" in entry or kind != "room":
        languages = read_known(entry, "languages", spoken_languages(), what="language")
    resource = Resource(
        id=entry.word("id"),
        kind=kind,
        name=reading.text(entry, "name"),
        partner=entry.word("partner") if "partner" in entry or kind == "counsellor" else None,
        desk=entry.optional("desk", entry.word) or "",
        services=own_services,
        languages=languages,
        hours=_read_hours(entry, services),
        video_link=read_link(entry, "video_link") if "video_link" in entry else "",
        exceptions=tuple(map(_read_exception, _listed(entry, "exceptions"))),
        assumption=entry.optional("assumption", entry.word),
    )
    entry.finish()
    return resource


def _read_hours(entry: Entry, services: tuple[str, ...]) -> tuple[Shift, ...] | None:
    if entry.block.get("hours") == ALWAYS and "hours" in entry:
        return None
    return tuple(_read_shift(each, services) for each in entry.entries("hours"))


def _read_shift(entry: Entry, services: tuple[str, ...]) -> Shift:
    start, end = read_span(entry)
    own_services = None
    if "services" in entry:
        own_services = entry.words("services")
        check_known(entry, "services", own_services, known=services, what="service")
    shift = Shift(
        weekdays=read_weekdays(entry, "weekdays"),
        from_minute=start,
        to_minute=end,
        valid_from=entry.optional("valid_from", entry.day),
        valid_until=entry.optional("valid_until", entry.day),
        every_weeks=entry.whole("every_weeks", least=1) if "every_weeks" in entry else 1,
        breaks=read_pairs(entry, "breaks"),
        services=own_services,
        channels=entry.some_of("channels", CHANNELS) if "channels" in entry else None,
    )
    _check_shift(entry, shift)
    entry.finish()
    return shift


def _check_shift(entry: Entry, shift: Shift) -> None:
    if shift.every_weeks > 1 and shift.valid_from is None:
        remedy = 'Add "valid_from:" with a day in its first week.'
        entry.wrong("every_weeks", "it does not say from which week on.", remedy)
    if shift.valid_from and shift.valid_until and shift.valid_until < shift.valid_from:
        entry.wrong("valid_until", "it ends before it begins.", "Give a later day.")
    last = shift.from_minute
    for start, end in shift.breaks if shift.to_minute else ():
        if start < last or end > shift.to_minute:
            what = f"the break {clock(start)}–{clock(end)} is not inside the shift or overlaps."
            entry.wrong("breaks", what, "Move or shorten it.")
        last = end


def _read_exception(entry: Entry) -> ShiftException:
    closed = entry.yes_no("closed") if "closed" in entry else False
    start, end = (None, None) if closed else read_span(entry)
    exception = ShiftException(
        date=entry.day("date"), closed=closed, from_minute=start, to_minute=end
    )
    entry.finish()
    return exception


def _listed(entry: Entry, key: str) -> tuple[Entry, ...]:
    return entry.entries(key) if key in entry else ()
