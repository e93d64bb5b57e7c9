"""The residence law as a whole: fresh, complete in three languages, and plainly worded."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from welcome_office.law.residence.law import FOLDER, read_residence_law, residence_law
from welcome_office.lawbook.compiled import COMPILED_FILE, keep_law

LAW = residence_law()
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
ARABIC_INDIC_DIGIT = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")


def test_the_kept_law_is_the_law_of_the_yaml(tmp_path: Path) -> None:
    kept = (FOLDER / COMPILED_FILE).read_text(encoding="utf-8")

    copy = shutil.copytree(FOLDER, tmp_path / "law", ignore=shutil.ignore_patterns("*.py"))
    fresh = keep_law(copy, read_residence_law).read_text(encoding="utf-8")

    assert kept == fresh, "The YAML has changed. Run `welcome-office compile-law`."


def texts(plain: Any) -> Iterator[dict[str, str]]:
    """Everything in the law that people read, each in its languages."""
    if isinstance(plain, dict):
        if "de" in plain:
            yield plain
        for part in plain.values():
            yield from texts(part)
    elif isinstance(plain, list):
        for part in plain:
            yield from texts(part)


def test_what_newcomers_read_is_there_in_three_languages() -> None:
    shown = [LAW.data[part] for part in ("facts", "reasons", "points", "rules", "conditions")]

    found = list(texts(shown))

    assert len(found) > 400
    assert [text for text in found if text.keys() != {"de", "en", "ar"}] == []


def test_arabic_is_arabic_with_western_digits() -> None:
    arabic = [text["ar"] for text in texts(LAW.data) if "ar" in text]

    assert [text for text in arabic if not ARABIC_LETTER.search(text)] == []
    assert [text for text in arabic if ARABIC_INDIC_DIGIT.search(text)] == []


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_sentences_are_sober(language: str) -> None:
    forbidden = re.compile(r"!|\bleider\b|\bunfortunately\b|\bdu\b|\bdein", re.IGNORECASE)

    found = [text[language] for text in texts(LAW.data) if language in text]

    assert [text for text in found if forbidden.search(text)] == []


def test_texts_speak_only_of_figures_that_exist() -> None:
    spoken = (text for found in texts(LAW.data) for text in found.values())

    names = {name for text in spoken for name in re.findall(r"\{(\w+)\}", text)}

    assert names - {"needed"} <= LAW.data["values"].keys()
    assert "salary_blue_card" in names


def test_every_fact_that_can_change_says_what_would_be_true_then() -> None:
    silent = {
        name
        for name, fact in LAW.data["facts"].items()
        if not fact.get("fixed") and "then" not in fact
    }

    assert silent == set()


def test_every_question_and_reason_ends_as_a_sentence_does() -> None:
    asked = [fact["ask"]["de"] for fact in LAW.data["facts"].values()]
    reasons = [reason["de"] for reason in LAW.data["reasons"].values()]

    assert [text for text in asked if not re.search(r"[?.]$", text)] == []
    assert [text for text in reasons if not text.endswith(".")] == []


def test_every_reason_is_used_or_reserved() -> None:
    used = {condition["code"] for condition in LAW.data["conditions"]}
    reserved = {"NOT_IN_FORCE", "HISTORY_NOT_ENCODED", "VALUE_NOT_ENCODED"}

    assert LAW.data["reasons"].keys() == used | reserved


def test_every_fact_is_judged_somewhere() -> None:
    read = set(words({key: LAW.data[key] for key in ("conditions", "points", "facts")}))

    # A German school abroad (§ 17 Abs. 1 Nr. 3) is covered by the general question on the diploma.
    assert LAW.data["facts"].keys() - read == {"school_diploma_abroad_university"}


def words(plain: Any) -> Iterator[str]:
    """Every text in the trees of conditions."""
    if isinstance(plain, dict):
        for key, part in plain.items():
            if key in ("when", "derived") or isinstance(part, dict | list):
                yield from words(part)
    elif isinstance(plain, list):
        for part in plain:
            yield from [part] if isinstance(part, str) else words(part)
