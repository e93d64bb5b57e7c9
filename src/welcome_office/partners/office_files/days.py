"""Reads and writes days.yaml: what the desk enters day by day, kept beside the weekly rules."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, get_args

from welcome_office.law.errands.parts import Reading
from welcome_office.law.errands.reading import Entry
from welcome_office.partners.office_files.entries import check_known, read_span
from welcome_office.partners.office_files.model import (
    Absence,
    AbsenceKind,
    Notice,
    OfficeFile,
    clock,
)

KINDS: tuple[AbsenceKind, ...] = get_args(AbsenceKind)
Table = dict[str, Any]


class Days(TypedDict):
    """The parts of an office that stand in this file."""

    absences: tuple[Absence, ...]
    notices: tuple[Notice, ...]
    one_stop_days: tuple[date, ...]


def read_days(entry: Entry, reading: Reading, *, resources: Collection[str]) -> Days:
    """Read days.yaml; every part of it may be left out."""
    days = Days(
        absences=tuple(_read_absence(each, resources) for each in _listed(entry, "absences")),
        notices=tuple(_read_notice(each, reading) for each in _listed(entry, "notices")),
        one_stop_days=tuple(_read_day(each) for each in _listed(entry, "one_stop_days")),
    )
    entry.finish()
    return days


def days_as_table(file: OfficeFile) -> Table:
    """What days.yaml says; empty where the desk entered nothing."""
    table: Table = {
        "absences": [_absence(each) for each in file.absences],
        "notices": [
            {"from": each.first, "to": each.last, "text": each.text} for each in file.notices
        ],
        "one_stop_days": [{"date": each} for each in file.one_stop_days],
    }
    return {key: rows for key, rows in table.items() if rows}


def _listed(entry: Entry, key: str) -> tuple[Entry, ...]:
    return entry.entries(key) if key in entry else ()


def _read_absence(entry: Entry, resources: Collection[str]) -> Absence:
    resource = entry.word("resource")
    check_known(entry, "resource", [resource], known=resources, what="resource")
    first, last = _read_stretch(entry)
    hours = entry.optional("hours", entry.entry)
    start, end = read_span(hours) if hours else (None, None)
    if hours:
        hours.finish()
    absence = Absence(
        resource=resource,
        first=first,
        last=last,
        from_minute=start,
        to_minute=end,
        kind=entry.one_of("kind", KINDS) if "kind" in entry else "absence",
    )
    entry.finish()
    return absence


def _read_notice(entry: Entry, reading: Reading) -> Notice:
    first, last = _read_stretch(entry)
    notice = Notice(text=reading.text(entry, "text"), first=first, last=last)
    entry.finish()
    return notice


def _read_day(entry: Entry) -> date:
    day = entry.day("date")
    entry.finish()
    return day


def _read_stretch(entry: Entry) -> tuple[date, date]:
    first, last = entry.day("from"), entry.day("to")
    if last < first:
        entry.wrong("to", "it ends before it begins.", "Give a later day.")
    return first, last


def _absence(absence: Absence) -> Table:
    table: Table = {"resource": absence.resource, "from": absence.first, "to": absence.last}
    if absence.from_minute is not None and absence.to_minute is not None:
        table["hours"] = {"from": clock(absence.from_minute), "to": clock(absence.to_minute)}
    return table | ({"kind": absence.kind} if absence.kind != "absence" else {})
