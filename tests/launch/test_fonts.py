"""Fonts cut to size: small, complete for those who come, and disjoint."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcome_office.launch.assets import PDF_FONTS, SERVED, assets_are_ready, make_assets
from welcome_office.launch.fonts import CUTS, FIRA, NOTO, WEIGHTS, Cut, parse, ranges
from welcome_office.launch.places import checkout

# What a first page in Latin letters, and one in Arabic, fetches of each weight.
FIRST_LOAD = {"fira-sans-latin": 17_000, "noto-sans-arabic-arabic": 14_000}


@pytest.fixture(scope="session")
def served() -> Path:
    """The folder of built assets."""
    if not assets_are_ready(checkout()):
        make_assets(checkout())
    return SERVED


def cut_of(letter: str, family: str) -> Cut | None:
    found = [cut for cut in CUTS if cut.family == family and ord(letter) in cut.codepoints]
    assert len(found) <= 1, f"{letter!r} is in {len(found)} files of {family}."
    return found[0] if found else None


@given(st.frozensets(st.integers(0, 0x10FFFF)))
def test_ranges_name_exactly_these_letters(points: frozenset[int]) -> None:
    written = " ".join(entry.removeprefix("U+") for entry in ranges(points))

    assert parse(written) == points


@pytest.mark.parametrize("family", [FIRA, NOTO])
def test_every_letter_is_in_one_file_of_its_family(family: str) -> None:
    sizes = [len(cut.codepoints) for cut in CUTS if cut.family == family]
    together = frozenset[int]().union(*(c.codepoints for c in CUTS if c.family == family))

    assert len(together) == sum(sizes)


@pytest.mark.parametrize(
    "words",
    [
        "Universitätsstraße 43–49: 9.00 Uhr, 1 234 €",
        "Łukasz Wójcik",
        "Şükrü Öztürk, İbrahim",
        "Dvořák Ștefănescu Āboliņš",
    ],
)
def test_european_names_need_the_first_latin_file_only(words: str) -> None:
    assert {cut.part for letter in words if (cut := cut_of(letter, FIRA))} == {"latin"}


@pytest.mark.parametrize(
    "word",
    ["الأربعاء", "پیشخوان", "گچپژ", "ٹھیک", "ڕێکخراوە", "ښځینه"],
    ids=["Arabic", "Persian", "Persian letters", "Urdu", "Sorani", "Pashto"],
)
def test_letters_that_join_come_from_one_file(word: str) -> None:
    assert {cut.part for letter in word if (cut := cut_of(letter, NOTO))} == {"arabic"}


@pytest.mark.parametrize("name", ["Nguyễn Thị Phương", "Київ", "Αθήνα"])
def test_other_names_are_covered_too(name: str) -> None:
    assert [letter for letter in name if cut_of(letter, FIRA) is None] == []


def test_style_sheet_names_files_that_exist(served: Path) -> None:
    named = set(re.findall(r"url\('([^']+)'\)", (served / "fonts.css").read_text()))

    assert named == {f"fonts/{path.name}" for path in (served / "fonts").iterdir()}
    assert len(named) == len(CUTS) * len(WEIGHTS)


def test_first_load_is_small(served: Path) -> None:
    too_large = {
        path.name: path.stat().st_size
        for path in (served / "fonts").iterdir()
        if path.stat().st_size > FIRST_LOAD.get(path.stem.rpartition("-")[0], 25_000)
    }

    assert too_large == {}


def test_pdfs_have_both_families_in_both_weights(served: Path) -> None:
    names = {path.name for path in PDF_FONTS.iterdir()}

    assert names == {
        f"{name}-{weight}.ttf" for name in ("FiraSans", "NotoSansArabic") for weight in WEIGHTS
    }
