"""The chain behind a visit: which steps it has, how long they take and what must come before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from welcome_office.scheduling.model import Person, Service, VisitRequest


class Errand(NamedTuple):
    """One step still without a time: a service for some people of the visit."""

    service: Service
    people: tuple[Person, ...]
    minutes: int
    after: int  # bit i is set when errand i must come first

    @property
    def languages(self) -> frozenset[str]:
        """Every language that at least one of its people speaks."""
        return frozenset(word for person in self.people for word in person.languages)


def errands_of(visit: VisitRequest, *, services: dict[str, Service]) -> list[Errand]:
    """List the steps of a visit in the order in which its people name their services.

    A service in `together` is one step for all who need it, any other one step per person.
    """
    groups = list(_groups(visit))
    return [
        Errand(
            service=services[name],
            people=people,
            minutes=_minutes(services[name], people=len(people)),
            after=_predecessors(services[name], people=people, groups=groups),
        )
        for name, people in groups
    ]


def _groups(visit: VisitRequest) -> Iterable[tuple[str, tuple[Person, ...]]]:
    done: set[str] = set()
    for person in visit.people:
        for name in person.services:
            if name not in visit.together:
                yield name, (person,)
            elif name not in done:
                done.add(name)
                yield name, tuple(other for other in visit.people if name in other.services)


def _minutes(service: Service, *, people: int) -> int:
    return service.minutes + service.minutes_per_extra_person * (people - 1)


def _predecessors(
    service: Service,
    *,
    people: tuple[Person, ...],
    groups: Sequence[tuple[str, tuple[Person, ...]]],
) -> int:
    ids = {person.id for person in people}
    return sum(
        1 << index
        for index, (name, others) in enumerate(groups)
        if name in service.after and any(other.id in ids for other in others)
    )
