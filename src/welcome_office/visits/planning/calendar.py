"""Each process keeps every office's free time, and reads anew only the days that changed.

`visits_calendarday` holds a version per day that every change of an occupation raises when it
commits (a trigger), so that no process ever offers what another has given away (decision 9).
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from threading import RLock
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.partners.queries import definition_of
from welcome_office.scheduling import model as engine
from welcome_office.scheduling.calendar import Calendar
from welcome_office.visits.planning.absences import absent_spans
from welcome_office.visits.planning.office import (
    engine_resources,
    engine_services,
    row_ids,
    zone_of,
)
from welcome_office.visits.planning.plan import Plan
from welcome_office.visits.planning.release import closed_times, opening_day
from welcome_office.visits.planning.sight import PUBLIC, Sight

Versions = Mapping[date, int]
Span = tuple[datetime, datetime]


class Row(NamedTuple):
    """A taken time, as the database keeps it; `visit` is None for blocks and for freed times."""

    day: date
    resource: int
    start: datetime
    end: datetime
    expires_at: datetime | None
    visit: int | None

    @property
    def is_freed(self) -> bool:
        """Whether somebody gave this time back and it only waits to be public again."""
        return self.visit is None and self.expires_at is not None


# What a resource is taken for: the visit's number, None without one.
Taken = dict[str, list[tuple[Span, int | None]]]


class Edition(NamedTuple):
    """What must not change while a calendar is kept."""

    today: date
    opening_day: date
    hours_version: int


_kept: dict[tuple[int, bool, bool], "OfficeCalendar"] = {}
_keeping = RLock()


class OfficeCalendar:
    """One office's calendar from today to the end of what can be booked, in one sight."""

    def __init__(
        self, office: Office, sight: Sight, *, edition: Edition, file: OfficeFile | None = None
    ) -> None:
        """Lay out the office's hours, or those of other files for a trial."""
        self.file = file = file or definition_of(office)
        today = edition.today
        last = today + timedelta(days=file.office.booking.horizon_days)
        self.sight, self.edition = sight, edition
        self.hours_version = edition.hours_version
        self.lock = RLock()
        self.closed = frozenset(closed_days(file, first=today, last=last))
        self._names = {pk: slug for slug, pk in row_ids(office).resources.items()}
        self._versions: dict[date, int] = {}
        self._next_expiry: dict[date, datetime] = {}
        self._taken: dict[date, Taken] = {}
        self.calendar = Calendar(
            timezone=file.office.timezone,
            grid_minutes=file.office.booking.grid_minutes,
            services=engine_services(file),
            resources=engine_resources(file),
            first=today,
            last=last,
            closures=self.closed,
        )

        self._counsellors = [r.id for r in file.resources if r.kind == engine.COUNSELLOR]
        self.absent: dict[date, dict[str, list[Span]]] = {}
        # Hours that are not open to everybody yet, by day.
        self.kept_back: dict[date, list[Span]] = {}
        if not sight.kept:
            self._keep_back(today, last)
        self._mark_absences(today, last)

    def catch_up(self, office: Office, versions: Versions, *, now: datetime) -> None:
        """Read the days anew that changed since, or on which a hold has ended."""
        changed = {day for day, version in versions.items() if self._versions.get(day) != version}
        changed |= {day for day, expiry in self._next_expiry.items() if expiry <= now}
        if not changed:
            return
        taken = self._read(office, changed, now=now)
        for day in changed:
            before = self._taken.get(day, {})
            self._taken[day] = taken.get(day, {})
            # Who is no longer taken must be told so, too.
            self._tell(day, {*before, *self._taken[day]})
            self._versions[day] = versions.get(day, 0)

    @contextmanager
    def without(self, visit: int | None) -> Iterator[None]:
        """Count a visit's own times as free inside the block; hold the lock meanwhile."""
        own = {
            day: {name for name, rows in taken.items() if any(of == visit for _, of in rows)}
            for day, taken in self._taken.items()
            if visit is not None
        }
        for day, names in own.items():
            self._tell(day, names, without=visit)
        try:
            yield
        finally:
            for day, names in own.items():
                self._tell(day, names)

    def _tell(self, day: date, names: Collection[str], *, without: int | None = None) -> None:
        """Bring the engine's masks up to date for these resources on one day."""
        if names:
            busy = {name: self._busy(name, day, without=without) for name in names}
            self.calendar.replace_busy(day, busy)

    def _busy(self, name: str, day: date, *, without: int | None) -> list[Span]:
        rows = self._taken.get(day, {}).get(name, [])
        others = [span for span, of in rows if without is None or of != without]
        others = others + self.absent.get(day, {}).get(name, [])
        if name not in self._counsellors:
            return others
        own = [span for span, of in rows if without is not None and of == without]
        return others + apart(self.kept_back.get(day, []), own)

    def _keep_back(self, first: date, last: date) -> None:
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            closed = closed_times(self.file, day, as_of=self.edition.opening_day)
            if closed:
                self.kept_back[day] = closed
                self._tell(day, self._counsellors)

    def _mark_absences(self, first: date, last: date) -> None:
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            found = absent_spans(self.file, day) if self.file.absences else {}
            if found:
                self.absent[day] = found
                self._tell(day, self.calendar.places.keys() & found.keys())

    def rebook(self, visit: int, plan: Plan) -> None:
        """Count a visit's times as free and those of a plan as taken, in this calendar only."""
        names = {taken.resource for taken in plan.occupations}
        kept = self._taken.setdefault(plan.day, {})
        for name, rows in kept.items():
            if any(of == visit for _, of in rows):
                names.add(name)
                kept[name] = [(span, of) for span, of in rows if of != visit]
        for taken in plan.occupations:
            kept.setdefault(taken.resource, []).append(((taken.start, taken.end), visit))
        self._tell(plan.day, names)

    def is_free(self, name: str, start: datetime, end: datetime, *, day: date, own: int) -> bool:
        """Whether nobody but this visit has taken these times of a resource."""
        rows = self._taken.get(day, {}).get(name, [])
        return not any(low < end and start < high for (low, high), of in rows if of != own)

    def _read(self, office: Office, days: Collection[date], *, now: datetime) -> dict[date, Taken]:
        found: dict[date, Taken] = {}
        for day in days:
            self._next_expiry.pop(day, None)
        for row in _occupations(office, days):
            if self.sight.freed and row.is_freed:
                continue
            if row.expires_at is not None:
                if row.expires_at <= now:
                    continue
                expiry = self._next_expiry.get(row.day, row.expires_at)
                self._next_expiry[row.day] = min(row.expires_at, expiry)
            name = self._names.get(row.resource)
            # What the files no longer name can still be taken, but nobody plans with it.
            if name in self.calendar.places:
                taken = found.setdefault(row.day, {}).setdefault(name, [])
                taken.append(((row.start, row.end), row.visit))
        return found


def apart(spans: Collection[Span], others: Collection[Span]) -> list[Span]:
    """What is left of stretches of time outside of others."""
    left = list(spans)
    for begin, end in others:
        left = [
            piece
            for start, until in left
            for piece in ((start, min(until, begin)), (max(start, end), until))
            if piece[0] < piece[1]
        ]
    return left


@contextmanager
def current_calendar(office: Office, sight: Sight = PUBLIC) -> Iterator[OfficeCalendar]:
    """The office's calendar as of this moment, for one thread at a time."""
    now = timezone.now()
    today = now.astimezone(zone_of(office)).date()
    opened = opening_day(definition_of(office), now)
    kept = _calendar_of(office, sight, edition=Edition(today, opened, office.definition_version))
    versions = all_versions(office, first=today)
    with kept.lock:
        kept.catch_up(office, versions, now=now)
        with kept.without(sight.own):
            yield kept


def _calendar_of(office: Office, sight: Sight, *, edition: Edition) -> OfficeCalendar:
    key = (office.pk, sight.freed, sight.kept)
    with _keeping:
        kept = _kept.get(key)
        if kept is None or kept.edition != edition:
            kept = _kept[key] = OfficeCalendar(office, sight, edition=edition)
        return kept


def all_versions(office: Office, *, first: date) -> Versions:
    """When each day from then on was last changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, version FROM visits_calendarday WHERE office_id = %s AND day >= %s",
            [office.pk, first],
        )
        return dict(cursor.fetchall())


def _occupations(office: Office, days: Collection[date]) -> list[Row]:
    # By hand: 60 days of rows through the object mapper would take longer than building the masks.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, resource_id, lower(during), upper(during), expires_at, visit_id"
            " FROM visits_occupation WHERE office_id = %s AND day = ANY(%s)",
            [office.pk, list(days)],
        )
        return [Row._make(row) for row in cursor.fetchall()]
