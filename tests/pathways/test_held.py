"""What is held: what it allows, when it ends, what to check; in every language of the law."""

import re
from datetime import date, timedelta

import pytest
from tests.pathways.checks import DAY, check

from welcome_office.core.wording import speaking
from welcome_office.law.residence.law import residence_law
from welcome_office.pathways.held import (
    TITLES,
    fiction_in_words,
    title_in_words,
    title_names,
    union_in_words,
)
from welcome_office.pathways.results import paths_in_words

# Three words of Latin letters in a row are a sentence; names of laws and titles are shorter.
LATIN_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.mark.parametrize("title", TITLES)
def test_every_title_says_what_it_allows_and_what_to_check(title: str) -> None:
    with speaking("de"):
        words = title_in_words(title, until=None, day=DAY)

    assert (bool(words.name), bool(words.allows), bool(words.ends)) == (True, True, True)
    assert set(words.purposes) <= residence_law().data["purposes"].keys()


@pytest.mark.parametrize(
    ("until", "first"),
    [
        (DAY + timedelta(days=30), "It ends on Monday, 21 December 2026."),
        (
            DAY - timedelta(days=1),
            "It ended on Friday, 20 November 2026. Please talk to the foreigners' office at once.",
        ),
    ],
)
def test_a_told_day_says_when_the_title_ends(until: date, first: str) -> None:
    with speaking("en"):
        assert title_in_words("18b", until=until, day=DAY).ends[0] == first


def test_a_certificate_is_explained_by_the_paragraph_that_is_ticked() -> None:
    with speaking("en"):
        words = fiction_in_words(until=None, day=DAY)

    assert "81 (4)" in words.allows[0]
    assert "13 euros" in words.ends[-1]


def test_nothing_held_is_explained_in_english_on_an_arabic_page() -> None:
    with speaking("ar"):
        told = [title_in_words(title, until=DAY, day=DAY) for title in TITLES]
        told += [union_in_words(DAY), fiction_in_words(until=DAY, day=DAY)]
        lines = [line for words in told for line in (*words.allows, *words.ends, words.later)]
        lines += [str(name) for _, name in title_names()]

    assert [line for line in lines if LATIN_SENTENCE.search(line)] == []


@pytest.mark.parametrize("purpose", residence_law().data["purposes"])
def test_no_result_is_told_in_english_on_an_arabic_page(purpose: str) -> None:
    with speaking("ar"):
        paths = paths_in_words(check(purpose), town="بوخوم")
    lines = [line for path in paths for line in (*path.steps, path.name, path.right)]
    lines += [
        each.text
        for path in paths
        for each in (*path.reasons, *path.about, *path.limits, *path.fees)
    ]
    lines += [change for path in paths for opening in path.openings for change in opening]
    lines += [ask for path in paths for _, ask in path.missing]

    assert [line for line in lines if LATIN_SENTENCE.search(line)] == []
