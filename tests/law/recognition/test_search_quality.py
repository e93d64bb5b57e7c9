"""What people would type, by language: how often the right occupation comes first, or soon."""

from pathlib import Path

import pytest

from welcome_office.law.recognition.search.labels import read_table
from welcome_office.law.recognition.search.occupations import LANGUAGES, find_by_text

QUERIES = Path(__file__).parent / "queries"
# At least this share comes first, and among the first three, in the half kept for the end.
FLOOR = {
    "de": (0.96, 0.98),
    "en": (0.94, 0.98),
    "ar": (0.93, 0.96),
    "tr": (0.94, 0.97),
    "uk": (0.91, 0.95),
    "ru": (0.92, 0.95),
    "fa": (0.91, 0.95),
}


def _places(language: str, half: str) -> list[int]:
    """At which place, from 0, each question finds its occupation; 99 where it does not."""
    places = []
    for row in read_table(QUERIES / f"{language}.csv"):
        if row["half"] == half:
            found = [hit.subject for hit in find_by_text(row["query"], limit=3)]
            places.append(found.index(row["occupation"]) if row["occupation"] in found else 99)
    return places


@pytest.mark.parametrize("half", ["development", "final"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_find_their_occupation(language: str, half: str) -> None:
    places = _places(language, half)
    first = sum(place == 0 for place in places) / len(places)
    among_three = sum(place < 3 for place in places) / len(places)

    assert len(places) >= 150
    assert first >= FLOOR[language][0]
    assert among_three >= FLOOR[language][1]
