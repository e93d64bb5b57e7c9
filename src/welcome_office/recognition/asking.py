"""What somebody has told about a qualification, and what still has to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from welcome_office.core.reading import reader
from welcome_office.law.recognition.facts import FACT_NAMES, Facts
from welcome_office.law.recognition.finding import Finding, find
from welcome_office.law.recognition.law import RecognitionLaw, load_law

# What matters for most comes first; which of them are asked at all, the finding says.
ORDER: tuple[str, ...] = (
    "trained_in",
    "has_formal_qualification",
    "lives_in",
    "works_in",
    "citizenship",
    "self_employed",
    "accelerated_81a",
    "annex_v_diploma",
    "last_exam_in_germany",
    "wants_title_only",
    "construction_chamber_membership",
    "documents_missing",
)
# The Land of an office, by its code for holidays, and the folder of that Land's law.
LAENDER: Mapping[str, str] = {"NW": "nrw"}
_read_facts = reader(Facts)


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """One question: an occupation, what was told, and which facts were asked for already.

    A fact that was asked for and is not told is not known to the person.
    """

    occupation: str
    land: str
    day: date
    told: Mapping[str, str | bool] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    @property
    def law(self) -> RecognitionLaw:
        """The law of the Land."""
        return load_law(self.land)

    @property
    def facts(self) -> Facts:
        """What is known; all the rest is open."""
        return facts_of(self.told)

    @property
    def finding(self) -> Finding:
        """What the law says as far as the facts are known."""
        return _finding(self.land, self.occupation, self.facts, self.day)

    @property
    def next_question(self) -> str | None:
        """The fact to ask for next; None when every fact that matters was asked for."""
        return next(iter(self.open_questions), None)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The facts that can change the finding and were not asked for, in the order of asking."""
        missing = self.finding.missing
        return tuple(name for name in ORDER if name in missing and name not in self.asked)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The facts that can change the finding and that nobody knows."""
        return tuple(name for name in ORDER if name in self.finding.missing)


def facts_of(told: Mapping[str, str | bool]) -> Facts:
    """The facts of the law from what was told; what was not told is open."""
    return _read_facts({name: told.get(name) for name in FACT_NAMES})


# Working out what nobody has said anything about takes a second; many ask the same.
@lru_cache(maxsize=2048)
def _finding(land: str, occupation: str, facts: Facts, day: date) -> Finding:
    return find(load_law(land), occupation, facts, day=day)
