"""From the rules of a Land to the bodies that decide, license, examine, evaluate and advise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcome_office.law.recognition.circumstances import Circumstances, holds
from welcome_office.law.recognition.entries import Assignment, Route
from welcome_office.law.recognition.facts import ABROAD
from welcome_office.law.recognition.tables import Ground

if TYPE_CHECKING:  # law.py loads through checks.py, which knows the methods below
    from welcome_office.law.recognition.law import RecognitionLaw

EVERY_RULE = "*"
ROLES = ("decides", "accelerates", "issues_licence", "examines", "evaluates", "advises")


@dataclass(frozen=True)
class Warned:
    """A warning of the texts, with what stands in its gaps."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Assigned:
    """A body in its role; None where the data names nobody."""

    role: str
    body: str | None


@dataclass(frozen=True)
class Routed:
    """A body found for a role, with what the finding rests on."""

    assigned: Assigned
    grounds: tuple[Ground, ...]
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a place or country is assigned to; `place` where nothing is."""

    body: str | None
    place: str
    grounds: tuple[Ground, ...] = ()
    is_disputed: bool = False


@dataclass(frozen=True)
class Search:
    """A question for a body: whose facts, which law, which day."""

    law: RecognitionLaw
    person: Circumstances
    day: date

    def assignment(self, topic: str, subject: str) -> Assignment | None:
        versions = self.law.assigned.get((topic, subject), ())
        return next((v.content for v in versions if v.covers(self.day)), None)


def bodies_for(search: Search, *, rules: tuple[str, ...]) -> tuple[Routed, ...]:
    """The bodies of all rules in the order of their roles, each body once per role."""
    found: dict[Assigned, Routed] = {}
    for rule in rules:
        for version in search.law.routes.get(rule, ()):
            if version.covers(search.day) and holds(version.content.when, search.person):
                routed = _routed(version.content, search)
                if routed.assigned.body is not None or version.content.is_required:
                    found.setdefault(routed.assigned, routed)
    return tuple(sorted(found.values(), key=lambda routed: ROLES.index(routed.assigned.role)))


def _routed(route: Route, search: Search) -> Routed:
    found = METHODS[route.method](route, search)
    warnings = [Warned(f"warning_{route.warning}")] if route.warning else []
    if found.body is None and found.place == ABROAD:
        warnings.append(Warned("warning_place_needed"))
    elif found.body is None and found.place:
        text = "country_not_routed" if route.method == "by_training" else "not_routed"
        warnings.append(Warned(f"warning_{text}", found.place))
    if found.is_disputed:
        warnings.append(Warned("warning_two_districts"))
    return Routed(Assigned(route.role, found.body), (route.ground, *found.grounds), tuple(warnings))


def _always(route: Route, _: Search) -> Found:
    return Found(route.argument, "")


def _open(_: Route, __: Search) -> Found:
    """The law names a body that depends on something nobody asks here."""
    return Found(None, "")


def _by_training(route: Route, search: Search) -> Found:
    country = search.person.text("trained_in")
    assignment = search.assignment(route.argument, country)
    if assignment is None:
        return Found(None, country)
    return Found(assignment.body, country, (assignment.ground,))


def _by_residence(route: Route, search: Search) -> Found:
    """The place of residence; for somebody who still lives abroad, the future place of work."""
    home = search.person.text("lives_in")
    return _at(home if home != ABROAD else search.person.text("works_in"), route, search)


def _by_link(route: Route, search: Search) -> Found:
    """The district of the residence or of the place of work; home first where both have a body."""
    home = search.person.text("lives_in")
    at_home = _at(home, route, search)
    if home != ABROAD and at_home.body is not None:
        return _compared(at_home, search.person.facts.works_in, route, search=search)
    work = search.person.text("works_in")
    at_work = _at(work, route, search)
    if work != ABROAD and at_work.body is not None:
        return _compared(at_work, home, route, search=search)
    return at_work if home == ABROAD else at_home


def _compared(found: Found, other: str | None, route: Route, *, search: Search) -> Found:
    """The same finding, disputed where the other place is known to lie in another district."""
    if other in (None, ABROAD) or _at(str(other), route, search).body == found.body:
        return found
    return Found(found.body, found.place, found.grounds, is_disputed=True)


def _at(place: str, route: Route, search: Search) -> Found:
    topic, default = _split(route.argument)
    assignment = search.assignment(topic, place)
    if assignment is not None:
        return Found(assignment.body, place, (assignment.ground,))
    return Found(default, place)


def _split(argument: str) -> tuple[str, str | None]:
    """The topic of a place's assignment, and the body of all places that have none."""
    topic, _, default = argument.partition(" else ")
    return topic, default or None


METHODS: Mapping[str, Callable[[Route, Search], Found]] = {
    "always": _always,
    "open": _open,
    "by_training": _by_training,
    "by_residence": _by_residence,
    "by_link": _by_link,
}


def default_of(route: Route) -> str | None:
    """The body a rule names itself."""
    return route.argument if route.method == "always" else _split(route.argument)[1]


def topic_of(route: Route) -> str:
    """The topic by which a rule tells places or countries apart."""
    return _split(route.argument)[0]
