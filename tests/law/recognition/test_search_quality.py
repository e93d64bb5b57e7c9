"""What people would type, by language: how often the right occupation comes first, or soon."""

import pytest
from tests.law.recognition.questions import HALVES, hits

from welcome_office.law.recognition.search.occupations import LANGUAGES

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


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_find_their_occupation(language: str, half: str) -> None:
    found = hits(language, half)

    assert found.asked >= 150
    assert found.first >= FLOOR[language][0]
    assert found.among_three >= FLOOR[language][1]
