"""Entries and repairs in words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from welcome_office.core.wording import clock_range, current_language, long_day
from welcome_office.partners.models import OfficeEntry
from welcome_office.partners.office_files import Absence, Closure, Notice, OfficeFile, clock
from welcome_office.partners.office_files.entered import ChangedShift, Entered, OneStopDay
from welcome_office.partners.queries import read_entry
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import Plan, Repair, Way
from welcome_office.visits.queries import short_name
from welcome_office.web.desk.house.forms import BLOCK, NAMES
from welcome_office.web.desk.words import WITHHELD
from welcome_office.web.wording import weekday_names


@dataclass(frozen=True, kw_only=True)
class EntryWords:
    """One entry of the list."""

    pk: int
    name: str
    what: str
    when: str
    last: date


@dataclass(frozen=True, kw_only=True)
class RepairWords:
    """One visit that is hit: what it is now, what it would become."""

    pk: int
    who: str
    reference: str
    day: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    way: Way
    mark: str
    may_ask: bool
    is_told: bool


def entry_in_words(entry: OfficeEntry, file: OfficeFile) -> EntryWords:
    """Say what was entered."""
    entered = read_entry(entry)
    is_block = isinstance(entered, Absence) and entered.kind == "block"
    first, last = _days(entered)
    return EntryWords(
        pk=entry.pk,
        name=str(NAMES[BLOCK if is_block else entry.kind]),
        what=_what(entered, file),
        when=_when(first, last),
        last=last,
    )


def _days(entered: Entered) -> tuple[date, date]:
    if isinstance(entered, OneStopDay):
        return entered.date, entered.date
    return entered.first, entered.last


def _when(first: date, last: date) -> str:
    if first == last:
        return long_day(first)
    return _("%(first)s to %(last)s") % {"first": long_day(first), "last": long_day(last)}


def _what(entered: Entered, file: OfficeFile) -> str:
    code = current_language().code
    match entered:
        case Absence(from_minute=int(start), to_minute=int(end)):
            return f"{_name(file, entered.resource)}, {clock(start)}–{clock(end)}"
        case Absence():
            return _name(file, entered.resource)
        case ChangedShift():
            span = f"{clock(entered.from_minute)}–{clock(entered.to_minute)}"
            days = weekday_names(entered.weekdays)
            return f"{_name(file, entered.resource)}, {days} {span}"
        case Closure():
            return entered.reason.in_language(code)
        case Notice():
            return entered.text.in_language(code)
        case OneStopDay():
            return ""


def _name(file: OfficeFile, resource: str) -> str:
    names = {each.id: each.name for each in file.resources}
    found = names.get(resource)
    return found.in_language(current_language().code) if found else resource


def repair_in_words(
    repair: Repair, file: OfficeFile, *, withheld: Collection[int] = ()
) -> RepairWords:
    """Say what would become of a visit; of a withheld one only on which day."""
    visit, is_booked = repair.visit, repair.visit.state == Visit.State.CONFIRMED
    words = RepairWords(
        pk=visit.pk,
        who=str(WITHHELD),
        reference="",
        day=long_day(repair.before.start),
        before=(),
        after=(),
        way=repair.way,
        mark=repair.mark,
        may_ask=is_booked,
        is_told=is_booked and visit.contact != Visit.Contact.NEITHER,
    )
    return words if visit.pk in withheld else _in_full(words, repair, file)


def _in_full(words: RepairWords, repair: Repair, file: OfficeFile) -> RepairWords:
    before = _stations(repair.before, file)
    after = _stations(repair.plan, file) if repair.plan else ()
    return replace(
        words,
        who=short_name(repair.visit.name),
        reference=repair.visit.reference,
        # What stays as it is needs no reading.
        before=tuple(line for line in before if line not in after),
        after=tuple(line for line in after if line not in before),
    )


def _stations(plan: Plan, file: OfficeFile) -> tuple[str, ...]:
    code = current_language().code
    return tuple(
        _("%(time)s %(errand)s, %(desk)s")
        % {
            "time": clock_range(step.start, step.end),
            "errand": file.services_by_id[step.service].name.in_language(code),
            "desk": _name(file, step.resource),
        }
        for step in plan.steps
    )
