"""An office's files in the words of the engine."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from welcome_office.partners import office_files as files
from welcome_office.partners.models import Office, Resource, Service
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.open_days import weekly_day
from welcome_office.partners.queries import definition_of
from welcome_office.scheduling import model as engine
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
            hours=_all_hours(resource, file),
            exceptions=tuple(map(_exception, resource.exceptions)),
        )
        for resource in file.resources
    )


def _all_hours(resource: files.Resource, file: OfficeFile) -> tuple[engine.Hours, ...] | None:
    """The weekly shifts; on an extra one-stop day those of the weekly one as well."""
    if resource.hours is None:
        return None
    extra = [
        replace(shift, weekdays=(day.isoweekday(),), valid_from=day, valid_until=day, every_weeks=1)
        for day in file.one_stop_days
        for shift in resource.hours
        if weekly_day(file, day) != day.isoweekday()
        and weekly_day(file, day) in shift.weekdays
        and _is_valid(shift, day)
    ]
    return tuple(map(_hours, (*resource.hours, *extra)))


def _is_valid(shift: files.Shift, day: date) -> bool:
    has_begun = shift.valid_from is None or shift.valid_from <= day
    return has_begun and (shift.valid_until is None or day <= shift.valid_until)


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
