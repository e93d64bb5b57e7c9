"""A whole visit in words of the active language: what mail, PDF and calendar entry are made of."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from welcome_office.cases.conditions import all_of
from welcome_office.core.languages import Language
from welcome_office.core.time_zones import TwoClocks
from welcome_office.core.wording import (
    clock_range,
    clock_time,
    current_language,
    demo_notice,
    duration,
    isolated,
    long_day,
)
from welcome_office.partners import office_files as files
from welcome_office.partners.queries import definition_of
from welcome_office.visits.documents.preparation import preparation_of_visit
from welcome_office.visits.documents.wording import (
    PreparationWords,
    StepWords,
    preparation_in_words,
)
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.reference import show_reference
from welcome_office.visits.route import Route, Station, route_of_visit


@dataclass(frozen=True, kw_only=True)
class StationWords:
    """One station of the route; `term` is the official German name where another one is shown.

    `wait_minutes` lie before the station; `then` says what lies between it and the next one.
    """

    start: str
    time: str
    minutes: int
    duration: str
    wait_minutes: int
    then: str
    service: str
    term: str
    partner: str
    place: str
    video_link: str
    people: str
    interpreter: str
    handover: str
    tone: int
    icon: str
    asks: StepWords


@dataclass(frozen=True, kw_only=True)
class VisitInWords:
    """Everything that a visit's papers say, in one language."""

    language: Language
    demo_notice: str
    office: str
    where: str
    phone: str
    name: str
    reference: str
    day: str
    time: str
    start: str
    end: str
    duration: str
    booked_on: str
    stations: tuple[StationWords, ...]
    preparation: PreparationWords


def visits_in_full() -> QuerySet[Visit]:
    """Visits with all that their papers say, at a fixed number of queries."""
    return Visit.objects.select_related("office").prefetch_related(
        "people", "steps__service", "steps__counsellor", "steps__interpreter", "steps__people"
    )


def visit_in_words(visit: Visit) -> VisitInWords:
    """Say everything about a visit in the active language; fetch it by `visits_in_full`."""
    definition, route = definition_of(visit.office), route_of_visit(visit)
    office, language = definition.office, current_language()
    clock = TwoClocks(here=office.town.in_language(language.code), zone=visit.time_zone)
    preparation = preparation_in_words(preparation_of_visit(visit), definition)
    if visit.channel != "on_site":
        preparation = preparation.without_coming()
    return VisitInWords(
        language=language,
        demo_notice=demo_notice(office.town.in_language(language.code)),
        office=office.name.in_language(language.code),
        where=where(visit, office),
        phone=office.phone,
        name=visit.name,
        reference=show_reference(visit.reference),
        day=long_day(route.start),
        time=clock.span(route.start, route.end),
        start=clock.at(route.start),
        end=clock.at(route.end),
        duration=duration(route.minutes),
        booked_on=_booked_on(visit),
        stations=_stations(route, definition=definition, asks=preparation.steps, clock=clock),
        preparation=preparation,
    )


def where(visit: Visit, office: files.Office) -> str:
    """Where to be: the address, or that nobody has to go anywhere."""
    if visit.channel == "phone":
        return _("By phone: the office calls you")
    if visit.channel == "video":
        return _("By video")
    address = office.address
    return f"{address.street}, {address.postal_code} {address.town}"


def _booked_on(visit: Visit) -> str:
    if visit.confirmed_at is None:
        return ""
    return long_day(visit.confirmed_at.astimezone(zone_of(visit.office)))


def _stations(
    route: Route, *, definition: files.OfficeFile, asks: tuple[StepWords, ...], clock: TwoClocks
) -> tuple[StationWords, ...]:
    partners = [partner.id for partner in definition.partners]
    following = [*route.stations[1:], None]
    return tuple(
        replace(
            _station(
                station, asks=step, tone=partners.index(station.partner.id), then=_wait(after)
            ),
            time=clock.span(station.start, station.end),
            place=_place(route.desk(station)),
            video_link=route.video_link(station),
        )
        for station, step, after in zip(route.stations, asks, following, strict=True)
    )


def _place(desk: str) -> str:
    return _("desk %(desk)s") % {"desk": desk} if desk else ""


def _wait(after: Station | None) -> str:
    if after is None or after.wait_before == 0:
        return ""
    return _("%(duration)s until the next desk") % {"duration": duration(after.wait_before)}


def _station(station: Station, *, asks: StepWords, tone: int, then: str) -> StationWords:
    code = current_language().code
    service = station.service
    handover = service.handover.in_language(code) if service.handover else ""
    return StationWords(
        start=clock_time(station.start),
        time=clock_range(station.start, station.end),
        minutes=station.minutes,
        duration=duration(station.minutes),
        wait_minutes=station.wait_before,
        then=then,
        service=service.name.in_language(code),
        term="" if code == "de" else service.term,
        partner=station.partner.name.in_language(code),
        place="",
        video_link="",
        people=all_of([isolated(name) for name in station.people if name]),
        interpreter=station.interpreter.name.in_language(code) if station.interpreter else "",
        handover=handover if service.one_stop == "part" else "",
        tone=tone,
        icon=station.partner.icon,
        asks=asks,
    )
