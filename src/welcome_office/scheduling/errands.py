"""The chain behind a visit: which steps it has, how long they take and what must come before."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from welcome_office.scheduling.model import Person, Service, VisitRequest

# A service by name, and those for whom one step of it is.
Group = tuple[str, tuple[Person, ...]]


class Errand(NamedTuple):
    """One step still without a time: a service for some people of the visit."""

    service: Service
    people: tuple[str, ...]
    languages: frozenset[str]  # those that at least one of the people speaks
    minutes: int
    after: int  # bit i is set when errand i must come first


def errands_of(visit: VisitRequest, *, services: Mapping[str, Service]) -> list[Errand]:
    """List the steps of a visit in the order in which its people name their services.

    A service in `together` is one step for all who need it, any other one step per person.
    """
    groups = _groups(visit)
    errands = []
    for name, people in groups:
        service = services[name]
        errands.append(
            Errand(
                service=service,
                people=tuple([person.id for person in people]),
                languages=frozenset().union(*[person.languages for person in people]),
                minutes=service.minutes + service.minutes_per_extra_person * (len(people) - 1),
                after=_predecessors(service, people, groups) if service.after else 0,
            )
        )
    return errands


def _groups(visit: VisitRequest) -> list[Group]:
    groups: list[Group] = []
    done: set[str] = set()
    for person in visit.people:
        for name in person.services:
            if name not in visit.together:
                groups.append((name, (person,)))
            elif name not in done:
                done.add(name)
                everybody = [other for other in visit.people if name in other.services]
                groups.append((name, tuple(everybody)))
    return groups


def _predecessors(service: Service, people: tuple[Person, ...], groups: Sequence[Group]) -> int:
    bits = 0
    for index, (name, others) in enumerate(groups):
        if name in service.after and any(other in people for other in others):
            bits |= 1 << index
    return bits
