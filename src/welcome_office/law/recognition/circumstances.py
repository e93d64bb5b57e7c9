"""What the conditions in the tables mean for the facts of a person."""

from collections.abc import Callable, Mapping
from functools import lru_cache

import msgspec

from welcome_office.law.recognition.facts import (
    ABROAD,
    FREE_MOVEMENT,
    Facts,
    Group,
    UnknownFact,
)


class Circumstances(msgspec.Struct, frozen=True):
    """The facts of one person, asked one at a time; an unknown one raises UnknownFact."""

    facts: Facts
    groups: Mapping[str, Group]
    # Known where a fork over an unknown country has fixed its group only.
    trained_group: Group | None = None
    # Whether the occupation is one for which a vocational certificate may be confirmed instead.
    has_partnership: bool = False

    def flag(self, name: str) -> bool:
        known: bool | None = getattr(self.facts, name)
        if known is None:
            raise UnknownFact(name)
        return known

    def text(self, name: str) -> str:
        known: str | None = getattr(self.facts, name)
        if known is None:
            raise UnknownFact(name)
        return known

    def training(self) -> Group:
        """The group of the country of training."""
        if self.facts.trained_in is not None:
            return self.groups[self.facts.trained_in]
        if self.trained_group is None:
            raise UnknownFact("trained_group")
        return self.trained_group

    def is_abroad(self) -> bool:
        return self.text("lives_in") == ABROAD

    def is_third_citizen(self) -> bool:
        return self.groups[self.text("citizenship")] == "third"

    def is_accelerated(self) -> bool:
        """Whether § 81a AufenthG applies: employer, person abroad who needs a visa."""
        return (
            self.flag("accelerated_81a")
            and not self.flag("self_employed")
            and self.is_third_citizen()
            and self.is_abroad()
        )

    def had_german_exam(self) -> bool:
        return self.training() == "germany" or self.flag("last_exam_in_germany")

    def has_annex_v_diploma(self) -> bool:
        """Only EU, EEA and Switzerland issue diplomas of Annex V of directive 2005/36/EC."""
        return self.training() in FREE_MOVEMENT and self.flag("annex_v_diploma")

    def is_tied_to_land(self) -> bool:
        return not self.is_abroad() or self.text("works_in") != ABROAD


CONDITIONS: Mapping[str, Callable[[Circumstances], bool]] = {
    "trained_eu": lambda person: person.training() in FREE_MOVEMENT,
    "trained_german": lambda person: person.training() == "germany",
    "annex_v": Circumstances.has_annex_v_diploma,
    "german_exam": Circumstances.had_german_exam,
    "third_citizen": Circumstances.is_third_citizen,
    "abroad": Circumstances.is_abroad,
    "land_link": Circumstances.is_tied_to_land,
    "accelerated": Circumstances.is_accelerated,
    "partnership": lambda person: person.has_partnership,
    "self_employed": lambda person: person.flag("self_employed"),
    "wants_title": lambda person: person.flag("wants_title_only"),
    "chamber_membership": lambda person: person.flag("construction_chamber_membership"),
    "documents_missing": lambda person: person.flag("documents_missing"),
}


def holds(expression: str, person: Circumstances) -> bool:
    """Whether all conditions of an expression such as `abroad & !accelerated` are true."""
    return all(CONDITIONS[name](person) is wanted for name, wanted in conditions_of(expression))


@lru_cache(maxsize=256)
def conditions_of(expression: str) -> tuple[tuple[str, bool], ...]:
    """The conditions of an expression, each with the answer that is wanted."""
    words = [word.strip() for word in expression.split("&")] if expression else []
    return tuple((word.lstrip("!"), not word.startswith("!")) for word in words)
