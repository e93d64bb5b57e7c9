"""The worlds that are still possible while facts are unknown, and which facts tell them apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import msgspec

from welcome_office.law.recognition.circumstances import Circumstances
from welcome_office.law.recognition.facts import (
    ABROAD,
    FACT_NAMES,
    FREE_MOVEMENT,
    Group,
    UnknownFact,
)
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.law.recognition.ruling import Ruling

# A name no table knows: it stands for every place that is not routed.
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class World:
    """One way the unknown facts may be, as far as the law asks for them."""

    assumed: Mapping[str, str | bool]
    ruling: Ruling


@dataclass(frozen=True)
class Fork:
    """Over which values an unknown fact forks: one for each way the tables can treat it."""

    law: RecognitionLaw
    topics: tuple[str, ...]

    def values(self, key: str, person: Circumstances) -> Sequence[str | bool]:
        match key:
            case "trained_group":
                # Who does not say where they trained asks about a qualification from abroad.
                return ("eu", "third")
            case "citizenship":
                # Who wishes to accelerate without telling a citizenship needs a visa.
                groups = self._one_of_each_group()
                return [groups["third"]] if person.facts.accelerated_81a else [*groups.values()]
            case "trained_in":
                return self._distinct(self._countries_of(person.trained_group))
            case "lives_in" | "works_in":
                return [ABROAD, *self._distinct(self.law.municipalities()), ELSEWHERE]
            case _:
                return (True, False)

    def _one_of_each_group(self) -> dict[str, str]:
        first = {group: country for country, group in self.law.groups.items()}
        return {group: first[group] for group in ("germany", "eu", "third") if group in first}

    def _countries_of(self, group: Group | None) -> Iterator[str]:
        """The countries of a group; EU, EEA and Switzerland count as one."""
        for country, found in self.law.groups.items():
            if ("eu" if found in FREE_MOVEMENT else found) == group:
                yield country

    def _distinct(self, subjects: Iterable[str]) -> Sequence[str]:
        one_each: dict[object, str] = {}
        for subject in subjects:
            routed = (self.law.assigned.get((topic, subject), ()) for topic in self.topics)
            bodies = tuple(tuple((v.first_day, v.content.body) for v in found) for found in routed)
            one_each.setdefault(bodies, subject)
        return list(one_each.values())


def worlds_of(
    fork: Fork,
    person: Circumstances,
    ruling_of: Callable[[Circumstances], Ruling],
    *,
    assumed: Mapping[str, str | bool] = MappingProxyType({}),
) -> Iterator[World]:
    """Every ruling still possible: forks over the values of each unknown fact it asks for."""
    try:
        yield World(assumed, ruling_of(person))
    except UnknownFact as unknown:
        for value in fork.values(unknown.key, person):
            known = _assume(person, unknown.key, value=value)
            wider = {**assumed, unknown.key: value}
            yield from worlds_of(fork, known, ruling_of, assumed=wider)


def _assume(person: Circumstances, key: str, *, value: str | bool) -> Circumstances:
    if key == "trained_group":
        return msgspec.structs.replace(person, trained_group=value)
    facts = msgspec.structs.replace(person.facts, **{key: value})
    return msgspec.structs.replace(person, facts=facts)


def deciding_facts(worlds: Sequence[World]) -> tuple[str, ...]:
    """The unknown facts of which one alone can change the ruling."""
    numbers: dict[Ruling, int] = {}
    numbered = [(w.assumed, numbers.setdefault(w.ruling, len(numbers))) for w in worlds]
    asked = {_fact(key) for world in worlds for key in world.assumed}
    deciding: set[str] = set()
    for (one, ruling), (other, another) in combinations(numbered, 2):
        if ruling != another:
            differing = {_fact(key) for key in one if other.get(key, one[key]) != one[key]}
            if len(differing) == 1:
                deciding |= differing
                if deciding == asked:
                    break
    return tuple(name for name in FACT_NAMES if name in deciding)


def _fact(key: str) -> str:
    return "trained_in" if key == "trained_group" else key
