"""The whole document of `find-visits`, and the check that its parts fit together."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from welcome_office.scheduling.errands import Errand, errands_of
from welcome_office.scheduling.model import (
    MOST_STEPS,
    InputError,
    Resource,
    Service,
    VisitRequest,
)


class Problem(Struct, frozen=True, forbid_unknown_fields=True):
    """Services, resources and one wish, on one clock."""

    timezone: str
    now: Annotated[dt.datetime, Meta(tz=True)]
    services: tuple[Service, ...]
    resources: tuple[Resource, ...]
    visit: VisitRequest
    grid_minutes: Annotated[int, Meta(ge=1, le=60)] = 5
    closures: tuple[dt.date, ...] = ()

    def __post_init__(self) -> None:
        zone_named(self.timezone)
        if self.now.tzinfo is None:
            raise InputError("now", f"{self.now.isoformat()} has no offset from UTC")
        check_grid(self.grid_minutes)
        check_catalogue(self.services, resources=self.resources)
        chain_of(
            self.visit,
            services={service.id: service for service in self.services},
            resources=[resource.id for resource in self.resources],
        )


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name in the IANA database."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        message = f'unknown time zone "{name}" (expected a name like "Europe/Berlin")'
        raise InputError("timezone", message) from error


def check_grid(minutes: int) -> None:
    """Refuse a grid that does not divide the hour."""
    if minutes < 1 or 60 % minutes:
        raise InputError("grid_minutes", f"expected a divisor of 60, got {minutes}")


def check_catalogue(services: Sequence[Service], *, resources: Sequence[Resource]) -> None:
    """Refuse services and resources that name each other wrongly."""
    known = _distinct_ids([service.id for service in services], field="services")
    _distinct_ids([resource.id for resource in resources], field="resources")
    for index, service in enumerate(services):
        _known(service.after, known=known, field=f"services[{index}].after")
    for index, resource in enumerate(resources):
        _known(resource.services or (), known=known, field=f"resources[{index}].services")
        for number, hours in enumerate(resource.hours or ()):
            path = f"resources[{index}].hours[{number}].services"
            _known(hours.services or (), known=known, field=path)


def chain_of(
    visit: VisitRequest, *, services: Mapping[str, Service], resources: Collection[str]
) -> list[Errand]:
    """The steps of a wish; refuses one that names what is not there, or asks for a circle."""
    for index, person in enumerate(visit.people):
        _known(person.services, known=services, field=f"visit.people[{index}].services")
    _known(visit.together, known=services, field="visit.together")
    _known(visit.not_with, known=resources, field="visit.not_with", what="resource")
    errands = errands_of(visit, services=services)
    _check_circle(errands, services=services)
    if not 1 <= len(errands) <= MOST_STEPS:
        message = f"{len(errands)} steps are asked for (expected 1 to {MOST_STEPS})"
        raise InputError("visit.people", message)
    return errands


def _check_circle(errands: Sequence[Errand], *, services: Mapping[str, Service]) -> None:
    """Take away what waits for nothing until nothing is left; what stays leads into a circle."""
    waiting = (1 << len(errands)) - 1
    while free := [
        i for i, one in enumerate(errands) if waiting >> i & 1 and not one.after & waiting
    ]:
        waiting &= ~sum(1 << i for i in free)
    if waiting:
        walk = [_lowest(waiting)]
        while walk[-1] not in walk[:-1]:
            walk.append(_lowest(errands[walk[-1]].after & waiting))
        circle = [errands[i].service.id for i in walk[walk.index(walk[-1]) :]]
        field = f"services[{list(services).index(circle[0])}].after"
        raise InputError(field, f"goes in a circle ({' after '.join(circle)})")


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _distinct_ids(ids: Sequence[str], *, field: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in places:
            raise InputError(f"{field}[{index}].id", f'"{name}" is already {field}[{places[name]}]')
        places[name] = index
    return places


def _known(
    names: Iterable[str], *, known: Collection[str], field: str, what: str = "service"
) -> None:
    for index, name in enumerate(names):
        if name not in known:
            words = ", ".join(known) or "none"
            raise InputError(f"{field}[{index}]", f'unknown {what} "{name}" (known: {words})')
