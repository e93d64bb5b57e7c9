"""Papers in two languages: what somebody reads, and the German that offices and desks go by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from welcome_office.core.wording import speaking

BINDING = "de"
Words = TypeVar("Words")


@dataclass(frozen=True, kw_only=True)
class Side(Generic[Words]):
    """What a paper says in one language: its title, its headings, and the rest."""

    title: str
    labels: dict[str, str]
    visit: Words


@dataclass(frozen=True, kw_only=True)
class Sides(Generic[Words]):
    """Both languages of a paper; `german` is left out where it would say nothing else."""

    mine: Side[Words]
    german: Side[Words] | None = None

    def paper(self, **more: object) -> dict[str, object]:
        """Everything that the paper's template gets."""
        return {"mine": self.mine, "german": self.german, **more}


def both_sides(say: Callable[[], Side[Words]], *, language: str) -> Sides[Words]:
    """Say it in the person's language and in German."""
    with speaking(language) as spoken:
        mine = say()
    if spoken.code == BINDING:
        return Sides(mine=mine)
    with speaking(BINDING):
        return Sides(mine=mine, german=say())
