"""Each process keeps every office's free time, and reads anew only the days that changed.

`visits_calendarday` holds a version per day that every change of an occupation raises when it
commits (a trigger), so that no process ever offers what another has given away (decision 9).
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from threading import RLock

from django.db import connection
from django.utils import timezone

from welcome_office.partners.models import Office
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.partners.queries import definition_of
from welcome_office.scheduling.calendar import Calendar
from welcome_office.visits.planning.office import (
    engine_resources,
    engine_services,
    row_ids,
    zone_of,
)

Versions = Mapping[date, int]
Taken = dict[str, list[tuple[datetime, datetime]]]

_kept: dict[int, "OfficeCalendar"] = {}
_keeping = RLock()


class OfficeCalendar:
    """One office's calendar from today to the end of what can be booked."""

    def __init__(self, office: Office, *, today: date) -> None:
        file = definition_of(office)
        last = today + timedelta(days=file.office.booking.horizon_days)
        self.today = today
        self.hours_version = office.definition_version
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
            self.calendar.replace_busy(day, {**dict.fromkeys(before, ()), **self._taken[day]})
            self._versions[day] = versions.get(day, 0)

    def _read(self, office: Office, days: Collection[date], *, now: datetime) -> dict[date, Taken]:
        found: dict[date, Taken] = {}
        for day in days:
            self._next_expiry.pop(day, None)
        for day, resource, start, end, expires_at in _occupations(office, days):
            if expires_at is not None:
                if expires_at <= now:
                    continue
                self._next_expiry[day] = min(expires_at, self._next_expiry.get(day, expires_at))
            name = self._names.get(resource)
            # What the files no longer name can still be taken, but nobody plans with it.
            if name in self.calendar.places:
                found.setdefault(day, {}).setdefault(name, []).append((start, end))
        return found


@contextmanager
def current_calendar(office: Office) -> Iterator[OfficeCalendar]:
    """The office's calendar as of this moment, for one thread at a time."""
    now = timezone.now()
    today = now.astimezone(zone_of(office)).date()
    kept = _calendar_of(office, today=today)
    versions = _versions(office, first=today)
    with kept.lock:
        kept.catch_up(office, versions, now=now)
        yield kept


def _calendar_of(office: Office, *, today: date) -> OfficeCalendar:
    with _keeping:
        kept = _kept.get(office.pk)
        if kept is None or (kept.today, kept.hours_version) != (today, office.definition_version):
            kept = _kept[office.pk] = OfficeCalendar(office, today=today)
        return kept


def _versions(office: Office, *, first: date) -> Versions:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, version FROM visits_calendarday WHERE office_id = %s AND day >= %s",
            [office.pk, first],
        )
        return dict(cursor.fetchall())


def _occupations(
    office: Office, days: Collection[date]
) -> list[tuple[date, int, datetime, datetime, datetime | None]]:
    # By hand: 60 days of rows through the object mapper would take longer than building the masks.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, resource_id, lower(during), upper(during), expires_at"
            " FROM visits_occupation WHERE office_id = %s AND day = ANY(%s)",
            [office.pk, list(days)],
        )
        rows: list[tuple[date, int, datetime, datetime, datetime | None]] = cursor.fetchall()
    return rows
