"""What would open a way: the smallest sets of changes after which a pathway is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any

from welcome_office.law.residence.assessment import Status, assess, known_facts
from welcome_office.law.residence.law import ResidenceLaw
from welcome_office.law.residence.wording import change_text
from welcome_office.lawbook.book import LawOfDay
from welcome_office.lawbook.facts import LEVELS, Facts
from welcome_office.lawbook.judging import Tree, compile_test

# Facts to be different from what they are; none is needed twice.
Changes = Mapping[str, Any]
NOTHING: Changes = {}
MOST_CHANGES = 4
MOST_SETS = 200
LOWER_BOUNDS = (">=", ">")


@dataclass(frozen=True)
class Change:
    """One fact that would have to be different; `now` is None where it is not known."""

    fact: str
    now: Any
    needed: Any

    def text(self, law: ResidenceLaw, *, language: str) -> str:
        """The change in words: what is needed and how far that is from now."""
        return change_text(self.fact, law, now=self.now, needed=self.needed, language=language)


@dataclass(frozen=True)
class Opening:
    """Changes that together open a pathway, and of which none can be left out."""

    changes: tuple[Change, ...]


def what_would_open(
    law: ResidenceLaw,
    facts: Facts,
    *,
    pathway: str,
    as_of: date,
    assume_defaults: bool = True,
    limit: int = 3,
) -> tuple[Opening, ...]:
    """The smallest changes of facts that would open a pathway, those with the fewest facts first.

    None for a way that is open, and none where only something fixed (age, citizenship, the law of
    that day) stands in the way. Facts are as `lawbook.facts` reads them; what is not known counts
    as a change that would have to be true.
    """
    law_of_day = law.book.on(as_of)
    known = known_facts(law, facts, as_of=as_of, assume_defaults=assume_defaults)
    finder = _Finder(law, law_of_day, law_of_day.complete(known))
    found = []
    for changes in finder.sets_for(pathway):
        trial = assess(law, {**known, **changes}, as_of=as_of, pathways=(pathway,))
        if trial.pathways[0].status is Status.OPEN:
            found.append(_opening(law, known, changes))
    return tuple(_smallest(found))[:limit]


def _opening(law: ResidenceLaw, known: Facts, changes: Changes) -> Opening:
    return Opening(
        tuple(
            Change(fact, _as_written(law, fact, known.get(fact)), _as_written(law, fact, needed))
            for fact, needed in changes.items()
        )
    )


def _as_written(law: ResidenceLaw, fact: str, value: Any) -> Any:
    """A fact as a caller writes it: a level by its name."""
    return LEVELS[value] if law.book.facts[fact].kind == "level" and value is not None else value


def _smallest(found: Iterable[Opening]) -> Iterable[Opening]:
    """Openings by size, without those that contain all the facts of a smaller one."""
    kept: list[Opening] = []
    for opening in sorted(found, key=lambda opening: len(opening.changes)):
        facts = {change.fact for change in opening.changes}
        if not any({change.fact for change in other.changes} <= facts for other in kept):
            kept.append(opening)
    return kept


class _Finder:
    """Finds what would have to change, tree by tree."""

    def __init__(self, law: ResidenceLaw, law_of_day: LawOfDay, known: Facts) -> None:
        self.law = law
        self.of_day = law_of_day
        self.known = known

    def sets_for(self, pathway: str) -> list[Changes]:
        """Sets of changes that make every condition of a pathway true, small ones first."""
        rule = next(rule for rule in self.of_day.rules if rule.id == pathway)
        trees = [
            self.law.data["conditions"][condition.number]["when"] for condition in rule.conditions
        ]
        found = self._together([self.ways(tree, wanted=True) for tree in trees])
        return [changes for changes in found if changes]

    def ways(self, tree: Tree, *, wanted: bool) -> list[Changes]:
        """Sets of changes after which a tree answers as wanted; an empty set where it does."""
        if tree[0] in LOWER_BOUNDS and self.law.book.facts[tree[1]].kind == "points":
            return self._points(tree[2]) if wanted else []
        if compile_test(tree, self._lookup).answer(self.known) is wanted:
            return [NOTHING]
        kind, *parts = tree
        if kind == "not":
            return self.ways(parts[0], wanted=not wanted)
        if kind in ("any", "all"):
            each = [self.ways(part, wanted=wanted) for part in parts]
            one_suffices = (kind == "any") is wanted
            return [way for ways in each for way in ways] if one_suffices else self._together(each)
        return [{parts[0]: value} for value in self._values(tree, wanted=wanted)]

    def _values(self, tree: Tree, *, wanted: bool) -> list[Any]:
        """What the fact of a single test would have to be; nothing for a fixed one."""
        kind, name, *rest = tree
        if self.law.data["facts"].get(name, {}).get("fixed") or kind in ("years", "within"):
            return []
        if kind == "yes":
            return [wanted]
        if kind in LOWER_BOUNDS and wanted:
            limit = self._content(rest[0])
            return [limit] if isinstance(limit, int | float) else []
        if kind in ("is", "in") and wanted:
            members = [rest[0]] if kind == "is" else self._content(rest[0]) or ()
            reachable = self.law.data["facts"][name].get("reachable", members)
            return [member for member in members if member in reachable]
        return []

    def _points(self, limit: float) -> list[Changes]:
        """Sets of at most three criteria that lift the points to the limit."""
        criteria = [row["when"] for row in self.law.data["points"]]
        ways = [way for tree in criteria for way in self.ways(tree, wanted=True)]
        found: list[Changes] = []
        for size in range(4):
            for chosen in combinations(ways, size):
                changes = _merged(chosen)
                if changes is not None and self._count({**self.known, **changes}) >= limit:
                    found.append(changes)
        return found

    def _count(self, facts: Facts) -> float:
        points = self.of_day.points.count(facts)
        return points if isinstance(points, int) else points.lowest

    def _together(self, each: list[list[Changes]]) -> list[Changes]:
        """Sets that take one way out of every list; none where two ways contradict."""
        found: list[Changes] = [NOTHING]
        for ways in each:
            merged = (_merged(pair) for pair in product(found, ways))
            fitting = {tuple(sorted(m.items(), key=str)): m for m in merged if m is not None}
            small = [changes for changes in fitting.values() if len(changes) <= MOST_CHANGES]
            found = sorted(small, key=len)[:MOST_SETS]
        return found

    def _lookup(self, name: str) -> object:
        value = self.of_day.values[name]
        return None if value is None else value.content

    def _content(self, part: Any) -> Any:
        content = self._lookup(part["value"]) if isinstance(part, dict) else part
        return float(content) if isinstance(content, Decimal) else content


def _merged(changes: Iterable[Changes]) -> Changes | None:
    """All changes in one; of two amounts the higher; None where they contradict."""
    merged: dict[str, Any] = {}
    for fact, needed in (item for each in changes for item in each.items()):
        if fact in merged and merged[fact] != needed:
            if isinstance(needed, bool) or not isinstance(needed, int | float):
                return None
            merged[fact] = max(merged[fact], needed)
        else:
            merged[fact] = needed
    return merged
