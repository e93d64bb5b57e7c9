"""Who has to bring which paper, as far as is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from welcome_office.law.errands.knowledge import Knowledge, holds, still_open
from welcome_office.law.errands.model import Requirement
from welcome_office.law.errands.when import ALWAYS, When


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper to bring, for which of the people (by position), and what must hold first."""

    requirement: Requirement
    people: tuple[int, ...]
    only_if: When = ALWAYS

    @property
    def is_certain(self) -> bool:
        """Whether it is needed whatever else may turn out."""
        return self.only_if == ALWAYS


def papers_for(requirement: Requirement, known: Mapping[int, Knowledge]) -> list[Paper]:
    """One paper for those who surely need it, and one for each open condition."""
    groups: dict[When, list[int]] = {}
    for position, knowledge in known.items():
        if holds(requirement.when, knowledge) is not False:
            groups.setdefault(still_open(requirement.when, knowledge), []).append(position)
    if requirement.per == "visit" and groups:
        # One paper serves everybody: the weakest condition decides.
        weakest = min(groups, key=lambda when: len(when.conditions))
        return [Paper(requirement=requirement, people=tuple(known), only_if=weakest)]
    return [
        Paper(requirement=requirement, people=tuple(group), only_if=when)
        for when, group in groups.items()
    ]
