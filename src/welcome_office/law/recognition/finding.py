"""Finds the recognition procedure of a person, also where facts are still unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from welcome_office.law.recognition.circumstances import Circumstances
from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.law import RecognitionLaw, on
from welcome_office.law.recognition.routing import EVERY_RULE, ROLES, Assigned, topic_of
from welcome_office.law.recognition.ruling import Ruling, rule
from welcome_office.law.recognition.worlds import Fork, deciding_facts, worlds_of
from welcome_office.lawbook.values import CONFIDENCES

Value = TypeVar("Value")


@dataclass(frozen=True)
class Finding:
    """The one ruling that holds whatever the unknown facts turn out to be, and those facts."""

    occupation: str
    regulated: str | None
    ruling: Ruling
    missing: tuple[str, ...]
    # Every number of months that is still possible, shortest first.
    possible_months: tuple[int, ...]


def find(law: RecognitionLaw, occupation: str, facts: Facts, *, day: date) -> Finding:
    """What the law of a day says for these facts; what depends on unknown ones is None."""
    person = Circumstances(facts, law.groups)
    fork = Fork(law, topics_of(law, occupation))
    worlds = list(worlds_of(fork, person, lambda known: rule(law, occupation, known, day=day)))
    months = {world.ruling.decision_months for world in worlds}
    return Finding(
        occupation=occupation,
        regulated=_regulated(law, occupation, day=day),
        ruling=_common([world.ruling for world in worlds]),
        missing=deciding_facts(worlds),
        possible_months=tuple(sorted(number for number in months if number is not None)),
    )


def _regulated(law: RecognitionLaw, occupation: str, *, day: date) -> str | None:
    tracks = on(law.tracks.get(occupation, ()), day)
    return tracks[0].regulated if tracks else None


def _common(rulings: Sequence[Ruling]) -> Ruling:
    """What all rulings agree on; None for a part in which they differ."""
    first = rulings[0]
    if len(rulings) == 1:
        return first
    return Ruling(
        needed=_same(r.needed for r in rulings),
        bodies=_common_bodies([r.bodies for r in rulings]),
        procedure=_same(r.procedure for r in rulings),
        acknowledgement=_same(r.acknowledgement for r in rulings),
        decision_months=_same(r.decision_months for r in rulings),
        extension=_same(r.extension for r in rulings),
        fee_eur=_same(r.fee_eur for r in rulings),
        language=_same(r.language for r in rulings),
        papers=_shared([r.papers for r in rulings]),
        outcomes=_shared([r.outcomes for r in rulings]) or (),
        deadline=_same(r.deadline for r in rulings) or "",
        route=_same(r.route for r in rulings) or "",
        next_step=_shared([r.next_step for r in rulings]) or ("next_step_adviser",),
        warnings=tuple(w for w in first.warnings if all(w in r.warnings for r in rulings)),
        confidence=max((r.confidence for r in rulings), key=CONFIDENCES.index),
        grounds=tuple(dict.fromkeys(ground for r in rulings for ground in r.grounds)),
    )


def topics_of(law: RecognitionLaw, occupation: str) -> tuple[str, ...]:
    """The topics by which the rules of an occupation tell places and countries apart."""
    tracks = [version.content for version in law.tracks.get(occupation, ())]
    rules = {EVERY_RULE, occupation, *(track.route for track in tracks)}
    routes = (version.content for rule in rules for version in law.routes.get(rule, ()))
    return tuple(sorted({topic_of(route) for route in routes}))


def _same(values: Iterable[Value]) -> Value | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _shared(lists: Sequence[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """The members that stand in every list, in order; None where some list is not known."""
    known = [members for members in lists if members is not None]
    if len(known) < len(lists):
        return None
    return tuple(member for member in known[0] if all(member in members for members in known))


def _common_bodies(of_worlds: Sequence[tuple[Assigned, ...]]) -> tuple[Assigned, ...]:
    """The bodies all worlds agree on; a role they disagree on is open, advice is what all share."""
    common: list[Assigned] = []
    for role in ROLES:
        found = [tuple(body for body in bodies if body.role == role) for bodies in of_worlds]
        if all(bodies == found[0] for bodies in found):
            common += found[0]
        elif role == "advises":
            common += [body for body in found[0] if all(body in bodies for bodies in found)]
        else:
            common.append(Assigned(role, None))
    return tuple(common)
