"""What people would type, by language; the half "final" was not used to improve anything."""

from dataclasses import dataclass
from pathlib import Path

from welcome_office.law.recognition.search.labels import read_table
from welcome_office.law.recognition.search.occupations import find_by_text

QUERIES = Path(__file__).parent / "queries"
HALVES = ("development", "final")


@dataclass(frozen=True)
class Hits:
    """How many questions find their occupation first, and among the first three."""

    asked: int
    first: float
    among_three: float


def hits(language: str, half: str) -> Hits:
    """Ask one half of the questions of a language."""
    rows = [row for row in read_table(QUERIES / f"{language}.csv") if row["half"] == half]
    places = [_place(row["query"], row["occupation"]) for row in rows]
    return Hits(
        asked=len(rows),
        first=sum(place == 0 for place in places) / len(rows),
        among_three=sum(place is not None for place in places) / len(rows),
    )


def _place(query: str, occupation: str) -> int | None:
    found = [hit.subject for hit in find_by_text(query, limit=3)]
    return found.index(occupation) if occupation in found else None
