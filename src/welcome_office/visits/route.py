"""The route: a visit as a strip of stations, the same in every drawing (page, mail, PDF, desk)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from welcome_office.partners import office_files as files
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import Plan, zone_of
from welcome_office.visits.request import VisitRequest


@dataclass(frozen=True, kw_only=True)
class Station:
    """One step as people see it; times are in the office's zone."""

    service: files.Service
    partner: files.Partner
    counsellor: files.Resource
    interpreter: files.Resource | None
    people: tuple[str, ...]
    start: datetime
    end: datetime
    wait_before: int

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return minutes_between(self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Route:
    """The stations of a visit in their order."""

    stations: tuple[Station, ...]
    channel: str = "on_site"
    # Of people who are elsewhere (IANA name); empty where the office's time is theirs.
    time_zone: str = ""
    is_booked: bool = False

    @property
    def start(self) -> datetime:
        """When the first station begins."""
        return self.stations[0].start

    @property
    def end(self) -> datetime:
        """When the last station ends."""
        return self.stations[-1].end

    @property
    def minutes(self) -> int:
        """From door to door."""
        return minutes_between(self.start, self.end)

    @property
    def wait_minutes(self) -> int:
        """The sum of all gaps."""
        return sum(station.wait_before for station in self.stations)

    def video_link(self, station: Station) -> str:
        """Where to meet this counsellor by video, once the visit is booked; else empty."""
        is_shown = self.is_booked and self.channel == "video"
        return station.counsellor.video_link if is_shown else ""

    def desk(self, station: Station) -> str:
        """The number of the desk to which somebody goes; empty where nobody has to."""
        return station.counsellor.desk if self.channel == "on_site" else ""

    @property
    def partners(self) -> tuple[files.Partner, ...]:
        """The organisations visited, each once."""
        return tuple({station.partner.id: station.partner for station in self.stations}.values())


def route_of_plan(plan: Plan, request: VisitRequest, definition: OfficeFile) -> Route:
    """Draw an offer."""
    names = [person.first_name for person in request.people]
    rows = [
        (
            step.service, step.resource, step.interpreter, step.start, step.end,
            tuple(names[index] for index in step.people),
        )
        for step in plan.steps
    ]  # fmt: skip
    stations = _stations(definition, rows)
    return Route(stations=stations, channel=request.channel, time_zone=request.time_zone)


def route_of_visit(visit: Visit) -> Route:
    """Draw a booked visit; prefetch steps with service, counsellor, interpreter, people."""
    zone = zone_of(visit.office)
    rows = [
        (
            step.service.slug,
            step.counsellor.slug,
            step.interpreter.slug if step.interpreter else None,
            step.during.lower.astimezone(zone),
            step.during.upper.astimezone(zone),
            tuple(person.first_name for person in step.people.all()),
        )
        for step in visit.steps.all()
    ]
    return Route(
        stations=_stations(definition_of(visit.office), rows),
        channel=visit.channel,
        time_zone=visit.time_zone,
        is_booked=visit.state == Visit.State.CONFIRMED,
    )


_Row = tuple[str, str, str | None, datetime, datetime, tuple[str, ...]]


def _stations(definition: OfficeFile, rows: Sequence[_Row]) -> tuple[Station, ...]:
    services = definition.services_by_id
    partners = {partner.id: partner for partner in definition.partners}
    resources = {resource.id: resource for resource in definition.resources}
    stations = []
    previous_end: datetime | None = None
    for service, counsellor, interpreter, start, end, people in rows:
        stations.append(
            Station(
                service=services[service],
                partner=partners[services[service].partner],
                counsellor=resources[counsellor],
                interpreter=resources[interpreter] if interpreter else None,
                people=people,
                start=start,
                end=end,
                wait_before=minutes_between(previous_end, start) if previous_end else 0,
            )
        )
        previous_end = end
    return tuple(stations)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes that pass, also on the night when the clocks change."""
    return int((end - start) / timedelta(minutes=1))
