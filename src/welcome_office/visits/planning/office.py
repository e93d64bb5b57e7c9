"""An office's files in the words of the engine."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays

from welcome_office.partners import office_files as files
from welcome_office.partners.models import Office, Resource, Service
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.scheduling import model as engine
from welcome_office.scheduling.timetable import Timetable
from welcome_office.scheduling.wallclock import local_day
from welcome_office.visits.planning.plan import RowIds

# For the engine there are two channels: somebody is in the house, or not.
ENGINE_CHANNEL: dict[files.Channel, engine.Channel] = {
    "on_site": "on_site",
    "video": "video",
    "phone": "video",
}

_row_ids: dict[int, tuple[int, RowIds]] = {}


def row_ids(office: Office) -> RowIds:
    """Look the numbers up, once per process and version of the office's files."""
    known = _row_ids.get(office.pk)
    if known is None or known[0] != office.definition_version:
        found = RowIds(
            services=dict(Service.objects.filter(office=office).values_list("slug", "pk")),
            resources=dict(Resource.objects.filter(office=office).values_list("slug", "pk")),
        )
        known = _row_ids[office.pk] = (office.definition_version, found)
    return known[1]


def zone_of(office: Office) -> ZoneInfo:
    """The office's time zone."""
    return ZoneInfo(definition_of(office).office.timezone)


def engine_services(file: OfficeFile) -> tuple[engine.Service, ...]:
    """The services as the engine counts them."""
    return tuple(
        engine.Service(
            id=service.id,
            minutes=service.minutes,
            minutes_per_extra_person=service.minutes_per_extra_person,
            channels=_channels(service.channels),
            after=service.after,
            needs=service.needs,
        )
        for service in file.services
    )


def engine_resources(file: OfficeFile) -> tuple[engine.Resource, ...]:
    """The resources with their shifts; what is taken is not in the files."""
    return tuple(
        engine.Resource(
            id=resource.id,
            kind=resource.kind,
            partner=resource.partner,
            services=resource.services,
            languages=resource.languages,
            hours=None if resource.hours is None else tuple(map(_hours, resource.hours)),
            exceptions=tuple(map(_exception, resource.exceptions)),
        )
        for resource in file.resources
    )


def _channels(channels: Iterable[files.Channel]) -> tuple[engine.Channel, ...]:
    return tuple(dict.fromkeys(ENGINE_CHANNEL[channel] for channel in channels))


def _hours(shift: files.Shift) -> engine.Hours:
    return engine.Hours(
        weekdays=shift.weekdays,
        start=engine.WallTime(shift.from_minute),
        end=engine.WallTime(shift.to_minute),
        valid_from=shift.valid_from,
        valid_until=shift.valid_until,
        every_weeks=shift.every_weeks,
        breaks=tuple((engine.WallTime(a), engine.WallTime(b)) for a, b in shift.breaks),
        services=shift.services,
        channels=None if shift.channels is None else _channels(shift.channels),
    )


def _exception(day: files.ShiftException) -> engine.ExceptionalDay:
    return engine.ExceptionalDay(
        date=day.date,
        closed=day.closed,
        start=None if day.from_minute is None else engine.WallTime(day.from_minute),
        end=None if day.to_minute is None else engine.WallTime(day.to_minute),
    )


def closed_days(file: OfficeFile, *, first: date, last: date) -> tuple[date, ...]:
    """Holidays of the Land and the office's own closures in a range of days."""
    holidays = country_holidays(
        file.office.holidays_country,
        subdiv=file.office.holidays_subdivision,
        years=range(first.year, last.year + 1),
    )
    own = {day for closure in file.closures for day in _days(closure.first, closure.last)}
    return tuple(day for day in _days(first, last) if day in holidays or day in own)


def open_minutes(office: Office, *, day: date) -> int:
    """For how long counsellors are there on a day, all together, bookings aside."""
    file = definition_of(office)
    closures = closed_days(file, first=day, last=day)
    timetables = [
        Timetable(resource, closures=closures)
        for resource in engine_resources(file)
        if resource.kind == engine.COUNSELLOR
    ]
    local = local_day(day, zone=zone_of(office))
    return sum(
        end - start
        for timetable in timetables
        for start, end in timetable.openings(local, rules=timetable.all_rules())
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))
