"""The chain behind a visit: which steps it has, how long they take and what must come before."""

from collections.abc import Collection, Mapping, Sequence
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


def twins_in_order(errands: Sequence[Errand], *, together: Collection[str]) -> list[Errand]:
    """The same steps, where those of interchangeable people must come in the order of the people.

    Exchanging two people with the same languages and the same errands gives a visit with the same
    times, so it is enough to look for one of both.
    """
    ordered = list(errands)
    last: dict[tuple[object, ...], int] = {}
    for family in _families(errands, together=together):
        first = family[0]
        person = errands[first].people[0]
        shared = [e.service.id for e in errands if e.service.id in together and person in e.people]
        services = tuple(errands[index].service.id for index in family)
        twin = (services, errands[first].languages, tuple(shared))
        if twin in last:
            after = ordered[first].after | 1 << last[twin]
            ordered[first] = ordered[first]._replace(after=after)
        last[twin] = first
    return ordered


def _families(errands: Sequence[Errand], *, together: Collection[str]) -> list[list[int]]:
    """Steps of one person alone that wait for each other, each family in the order of services."""
    family = list(range(len(errands)))
    alone = [i for i, errand in enumerate(errands) if errand.service.id not in together]
    for index in alone:
        for other in alone:
            if errands[index].after >> other & 1 and errands[index].people == errands[other].people:
                old, new = family[index], family[other]
                family = [new if one == old else one for one in family]
    members: dict[int, list[int]] = {}
    for index in alone:
        members.setdefault(family[index], []).append(index)
    return [sorted(one, key=lambda i: errands[i].service.id) for one in members.values()]


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
