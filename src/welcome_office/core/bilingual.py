"""Papers in two languages: what somebody reads, and the German that offices and desks go by."""

from collections.abc import Callable
from dataclasses import dataclass

from welcome_office.core.wording import speaking

BINDING = "de"


@dataclass(frozen=True, kw_only=True)
class Side:
    """What a paper says in one language: its title, its headings, and the rest."""

    title: str
    labels: dict[str, str]
    visit: object


def both_sides(say: Callable[[], Side], *, language: str) -> dict[str, Side | None]:
    """Say it in the person's language and in German, which is left out where it is the same."""
    with speaking(language) as spoken:
        mine = say()
    if spoken.code == BINDING:
        return {"mine": mine, "german": None}
    with speaking(BINDING):
        return {"mine": mine, "german": say()}
