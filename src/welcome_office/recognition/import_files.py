"""Existing cases as a file: read whole, every mistake told at once with its line and remedy."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches

from django.utils.translation import gettext as _

from welcome_office.law.recognition.events import Event, Happening, Result
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.recognition.actions.procedures import Opening

REQUIRED = ("code", "occupation", "opened_on")
TEXTS = ("code", "name", "language", "occupation", "body")
COUNTRIES = ("trained_in", "citizenship")
PLACES = ("lives_in", "works_in")
FLAGS = ("self_employed", "documents_missing", "accelerated_81a", "has_formal_qualification")
DAYS = {
    "sent_on": Happening.SENT,
    "received_on": Happening.RECEIVED,
    "acknowledged_on": Happening.ACKNOWLEDGED,
    "papers_requested_on": Happening.PAPERS_REQUESTED,
    "complete_on": Happening.PAPERS_COMPLETE,
    "notice_on": Happening.NOTICE,
}
COLUMNS = (
    *TEXTS, "opened_on", *COUNTRIES, *PLACES, *FLAGS,
    *DAYS, "papers_requested_until", "notice_result",
)  # fmt: skip
YES_NO = {"yes": True, "ja": True, "no": False, "nein": False}
RESULTS = {
    "full": Result.FULL, "voll": Result.FULL, "partial": Result.PARTIAL,
    "teilweise": Result.PARTIAL, "none": Result.NONE, "keine": Result.NONE,
}  # fmt: skip
MOST_ROWS = 5000
LONGEST_CODE = 20
LONGEST_NAME = 120


@dataclass(frozen=True)
class Problem:
    """A mistake in the file: where, what, and what to do."""

    line: int
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        where = _("line %(line)d, %(column)s:") % {"line": self.line, "column": self.column}
        return f"{where} {self.what} {self.remedy}"


@dataclass(frozen=True, kw_only=True)
class ImportedCase:
    """One line of the file, ready to be taken over."""

    code: str
    name: str
    language: str
    opening: Opening


@dataclass(frozen=True)
class Reading:
    """What a file holds; nothing is taken over while there are problems."""

    cases: tuple[ImportedCase, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_cases(content: bytes, *, law: RecognitionLaw, land: str, today: date) -> Reading:
    """Read a CSV file (UTF-8, comma or semicolon, first line the names of the columns)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused("file", _("it is not UTF-8."), _("Save it as “CSV UTF-8”."))
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return _refused("file", _("it is no CSV file."), _("Save it as “CSV UTF-8”."))
    names = list(rows[0]) if rows else []
    missing = [name for name in REQUIRED if name not in names]
    if not rows or missing:
        columns = ", ".join(missing or REQUIRED)
        remedy = _("It needs: %(columns)s.") % {"columns": columns}
        return _refused("header", _("columns or lines are missing."), remedy)
    if len(rows) > MOST_ROWS:
        what = _("%(count)d lines are too many.") % {"count": len(rows)}
        return _refused("file", what, _("Split it at %(most)d.") % {"most": MOST_ROWS})
    reader = _Reader(law=law, land=land, today=today)
    reader.check_names([str(name) for name in names])
    cases = [reader.read(number, row) for number, row in enumerate(rows, start=2)]
    if reader.problems:
        return Reading(problems=tuple(reader.problems))
    return Reading(cases=tuple(cases))


def _refused(column: str, what: str, remedy: str) -> Reading:
    return Reading(problems=(Problem(1, column, what, remedy),))


@dataclass
class _Reader:
    """Reads line after line and collects the mistakes."""

    law: RecognitionLaw
    land: str
    today: date
    problems: list[Problem] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    line: int = 1

    def check_names(self, names: list[str]) -> None:
        for name in names:
            if name not in COLUMNS:
                remedy = _nearest(name, COLUMNS) or _("Take it out.")
                self._wrong(name, _("this column is not known."), remedy)

    def read(self, line: int, row: Mapping[str, str | None]) -> ImportedCase:
        self.line = line
        cells = {name: (value or "").strip() for name, value in row.items() if name in COLUMNS}
        code = cells["code"]
        if not code:
            self._wrong("code", _("it is empty."), _("Give every case a code of its own."))
        elif code in self.codes:
            what = _("“%(code)s” stands in line %(line)d already.")
            said = what % {"code": code, "line": self.codes[code]}
            self._wrong("code", said, _("Give every case a code of its own."))
        self.codes.setdefault(code, line)
        return ImportedCase(
            code=self._short(cells, "code", most=LONGEST_CODE),
            name=self._short(cells, "name", most=LONGEST_NAME),
            language=self._known(cells, "language", spoken_languages()) or "de",
            opening=Opening(
                occupation=self._known(cells, "occupation", self.law.occupations, needed=True),
                land=self.land,
                body=self._known(cells, "body", self.law.bodies),
                facts=dict(self._facts(cells)),
                opened_on=self._day(cells, "opened_on") or self.today,
                events=tuple(self._events(cells)),
            ),
        )

    def _facts(self, cells: Mapping[str, str]) -> Iterator[tuple[str, str | bool]]:
        for name in COUNTRIES:
            if value := self._known(cells, name, self.law.countries):
                yield name, value
        for name in PLACES:
            place = cells.get(name, "")
            if place:
                yield name, self.law.places.get(place.casefold(), place)
        for name in FLAGS:
            value = cells.get(name, "").casefold()
            if value in YES_NO:
                yield name, YES_NO[value]
            elif value:
                what = _("“%(value)s” is neither yes nor no.") % {"value": value}
                self._wrong(name, what, _("Write yes, no or nothing."))

    def _events(self, cells: Mapping[str, str]) -> Iterator[Event]:
        for name, kind in DAYS.items():
            day = self._day(cells, name)
            if day is not None and (event := self._event(cells, kind, day=day)):
                yield event

    def _event(self, cells: Mapping[str, str], kind: Happening, *, day: date) -> Event | None:
        until, result = None, None
        if kind is Happening.PAPERS_REQUESTED:
            until = self._day(cells, "papers_requested_until")
            if until is None or until < day:
                what = _("the day until which papers are asked for is missing or too early.")
                self._wrong("papers_requested_until", what, _("Give the day that the body set."))
                return None
        if kind is Happening.NOTICE:
            result = RESULTS.get(cells.get("notice_result", "").casefold())
            if result is None:
                remedy = _("Write full, partial or none.")
                self._wrong("notice_result", _("a notice needs its result."), remedy)
                return None
        return Event(kind=kind, day=day, until=until, result=result)

    def _known(
        self,
        cells: Mapping[str, str],
        name: str,
        known: Mapping[str, object],
        *,
        needed: bool = False,
    ) -> str:
        value = cells.get(name, "")
        if value in known or (not value and not needed):
            return value
        example = _("Use one such as “%(name)s”.") % {"name": next(iter(known))}
        what = _("“%(value)s” is not known.") % {"value": value}
        self._wrong(name, what, _nearest(value, known) or example)
        return ""

    def _short(self, cells: Mapping[str, str], name: str, *, most: int) -> str:
        value = cells.get(name, "")
        if len(value) > most:
            what = _("it has more than %(most)d signs.") % {"most": most}
            self._wrong(name, what, _("Write it shorter."))
        return value

    def _day(self, cells: Mapping[str, str], name: str) -> date | None:
        value = cells.get(name, "")
        if not value and name != "opened_on":
            return None
        for pattern in DAY_PATTERNS:
            if day := pattern(value):
                break
        else:
            what = _("“%(value)s” is no day.") % {"value": value}
            self._wrong(name, what, _("Write 2026-03-31 or 31.03.2026."))
            return None
        if name != "papers_requested_until" and day > self.today:
            what = _("%(day)s lies ahead.") % {"day": day.isoformat()}
            self._wrong(name, what, _("Write down only what has happened."))
        return day

    def _wrong(self, column: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.line, column, what, remedy))


def _nearest(value: str, known: Iterable[str]) -> str:
    """Ask whether the most similar one is meant; empty where none is similar."""
    near = get_close_matches(value, known, n=1)
    return _("Did you mean “%(name)s”?") % {"name": near[0]} if near else ""


def _as(pattern: str) -> Callable[[str], date | None]:
    def read(value: str) -> date | None:
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return None

    return read


DAY_PATTERNS = (_as("%Y-%m-%d"), _as("%d.%m.%Y"))
