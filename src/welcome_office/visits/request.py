"""What somebody asks for: who comes, for which services, in which languages, from when on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from welcome_office.partners.office_files import Channel, OfficeFile, Service
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit, VisitPerson

Order = Literal["earliest", "least_wait"]
LanguageHelp = Literal["shared_or_interpreter", "not_needed"]


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One of the people who come, and the services that this person needs."""

    services: tuple[str, ...]
    first_name: str = ""
    age: VisitPerson.Age = VisitPerson.Age.ADULT

    def __post_init__(self) -> None:
        if len(set(self.services)) != len(self.services):
            raise ValueError(f"{self.services}: a person needs a service once at the most.")


@dataclass(frozen=True, kw_only=True)
class VisitRequest:
    """Everything that decides which times can be offered."""

    people: tuple[Participant, ...]
    languages: tuple[str, ...] = ()
    language_help: LanguageHelp = "shared_or_interpreter"
    channel: Channel = "on_site"
    # Of people who come by video or phone from elsewhere (IANA name); decides no times.
    time_zone: str = ""
    earliest: date | None = None
    latest: date | None = None
    # Told to the desks; `earliest` is what follows from them for the search.
    arrives_on: date | None = None
    moves_in_on: date | None = None

    def __post_init__(self) -> None:
        if not any(person.services for person in self.people):
            raise ValueError("A visit needs at least one person with at least one service.")

    @property
    def services(self) -> tuple[str, ...]:
        """All services asked for, each once, in the order in which they were named."""
        named = [service for person in self.people for service in person.services]
        return tuple(dict.fromkeys(named))


def request_of_visit(visit: Visit) -> VisitRequest:
    """What a visit was booked for; prefetch people and steps with service and people."""
    steps = [(step.service.slug, list(step.people.all())) for step in visit.steps.all()]
    people = tuple(
        Participant(
            services=tuple(service for service, concerned in steps if person in concerned),
            first_name=person.first_name,
            age=VisitPerson.Age(person.age),
        )
        for person in visit.people.all()
    )
    return request_with(visit, people)


def request_with(visit: Visit, people: tuple[Participant, ...]) -> VisitRequest:
    """What the visit would be booked for if these people came for these services."""
    services = tuple(dict.fromkeys(name for person in people for name in person.services))
    return VisitRequest(
        people=people,
        languages=tuple(visit.spoken),
        language_help=cast("LanguageHelp", visit.language_help),
        channel=cast("Channel", visit.channel),
        time_zone=visit.time_zone,
        earliest=_earliest(visit, services),
        arrives_on=visit.arrives_on,
        moves_in_on=visit.moves_in_on,
    )


def _earliest(visit: Visit, services: tuple[str, ...]) -> date | None:
    if visit.channel != "on_site":
        # Nobody has to be in town to be called.
        return None
    return earliest_for(
        services,
        definition_of(visit.office),
        arrives_on=visit.arrives_on,
        moves_in_on=visit.moves_in_on,
    )


def earliest_for(
    services: tuple[str, ...],
    definition: OfficeFile,
    *,
    arrives_on: date | None,
    moves_in_on: date | None,
) -> date | None:
    """The day from which on the visit makes sense: when people are there and have moved in."""
    days = [arrives_on] if arrives_on else []
    if moves_in_on and needing_move_in(services, definition):
        days.append(moves_in_on)
    return max(days, default=None)


def needing_move_in(services: tuple[str, ...], definition: OfficeFile) -> tuple[str, ...]:
    """The services that are possible only once somebody has moved in.

    Registration needs the landlord's confirmation, which exists from the day of moving in on
    (§ 19 BMG); what comes after the registration in the same visit waits with it.
    """
    known = definition.services_by_id
    found = {name for name in services if _begins_with_move_in(known[name])}
    while True:
        waiting = {name for name in services if found.intersection(known[name].after)}
        if waiting <= found:
            return tuple(name for name in services if name in found)
        found |= waiting


def _begins_with_move_in(service: Service) -> bool:
    return any(each.event == "move_in" and not each.before for each in service.deadlines)
