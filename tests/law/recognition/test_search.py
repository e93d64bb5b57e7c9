"""Spellings, scripts, genders and mistakes that must not keep people from their occupation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcome_office.law.recognition.law import load_law
from welcome_office.law.recognition.search.folding import fold, skeleton
from welcome_office.law.recognition.search.labels import read_labels
from welcome_office.law.recognition.search.occupations import (
    LABELS,
    LANGUAGES,
    TASK_LANGUAGES,
    fields,
    find_by_name,
    find_by_tasks,
    find_by_text,
    name_of,
)
from welcome_office.law.recognition.search.resemblance import edits, resemblance

ALL_LABELS = [label for language in LANGUAGES for label in read_labels(LABELS / f"{language}.csv")]


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        pytest.param("Köchin", "O055", id="feminine"),
        pytest.param("koechin", "O055", id="oe for ö"),
        pytest.param("KOCHIN", "O055", id="no umlaut, capitals"),
        pytest.param("Tischler:in", "O082", id="gender colon"),
        pytest.param("Erzieher*innen", "O029", id="gender star"),
        pytest.param("kranken schwester", "O001", id="compound in two words"),
        pytest.param("Krankenschwseter", "O001", id="swapped letters"),
        pytest.param("KFZ Mechatroniker", "O074", id="hyphen left out"),
        pytest.param("Heizung Sanitär Installateur", "O075", id="another order"),
        pytest.param("fizyoterapıst", "O006", id="Turkish dotless i"),
        pytest.param("ممرّضة", "O001", id="Arabic vowel signs"),
        pytest.param("الممرضة", "O001", id="Arabic article"),
        pytest.param("مهندس كهربائى", "O039", id="Arabic alef maqsura"),
        pytest.param("کمک پرستار", "O004", id="Persian without the joint"),
        pytest.param("كمك پرستار", "O004", id="Persian on an Arabic keyboard"),
        pytest.param("parikmaher", "O077", id="Russian in Latin letters"),
        pytest.param("vchytel matematyky", "O036", id="Ukrainian in Latin letters"),
        pytest.param("najjar", "O082", id="Arabic in Latin letters"),
        pytest.param("I worked as a car mechanic", "O074", id="a sentence"),
    ],
)
def test_spelling_finds_the_occupation(text: str, occupation: str) -> None:
    assert [hit.subject for hit in find_by_text(text, limit=3)].count(occupation) == 1


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("Ich habe Autos repariert und Reifen gewechselt", "O074"),
        ("alte Menschen gewaschen und angezogen", "O002"),
        ("I laid tiles on floors", "O089"),
        ("baking bread", "O078"),
        ("cutting hair all day", "O077"),
        ("تصليح محركات السيارات", "O074"),
        ("تعليم الأطفال القراءة", "O035"),
    ],
)
def test_a_days_work_finds_the_occupation(text: str, occupation: str) -> None:
    assert occupation in [hit.subject for hit in find_by_tasks(text, limit=3)]


def test_every_label_finds_its_own_occupation_with_full_score() -> None:
    lost = [
        label.text
        for label in ALL_LABELS
        if label.kind != "related"
        and (label.occupation, 1.0)
        not in [(hit.subject, hit.score) for hit in find_by_name(label.text, limit=12)]
    ]

    assert lost == []


def test_every_occupation_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        labels = read_labels(LABELS / f"{language}.csv")
        named = [label.occupation for label in labels if label.kind == "name"]

        assert named == sorted(load_law().occupations)


def test_labels_nobody_has_checked_say_so() -> None:
    for language in ("ar", "tr", "uk", "ru", "fa"):
        path = LABELS / f"{language}.csv"

        assert "Not verified" in path.read_text(encoding="utf-8").splitlines()[0]
        assert {label.state for label in read_labels(path)} == {"unverified"}


def test_fields_together_offer_every_occupation() -> None:
    offered = {occupation for field in fields() for occupation in field.occupations}

    assert offered == set(load_law().occupations)
    assert all(field.names[language] for field in fields() for language in TASK_LANGUAGES)


def test_name_comes_in_the_language_asked_for_or_in_german() -> None:
    assert name_of("O055", language="tr") == "Aşçı"
    assert name_of("O055", language="pl") == "Koch"


def test_nonsense_finds_nothing() -> None:
    assert find_by_text("qqxxqqxx zzvvzz") == ()


@given(st.text(max_size=40))
def test_any_text_is_answered_with_ordered_scores(text: str) -> None:
    scores = [hit.score for hit in find_by_text(text)]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_both_scripts_of_a_word_have_the_same_consonants() -> None:
    assert skeleton(fold("طباخ")[0]) == skeleton(fold("tabbakh")[0])


WORDS = st.text(alphabet="abc", max_size=6)


def _edits_by_definition(one: str, other: str) -> int:
    """Fewest edits, each letter touched once: delete, add, change, swap neighbours."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        _edits_by_definition(one[1:], other) + 1,
        _edits_by_definition(one, other[1:]) + 1,
        _edits_by_definition(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if one[:2] == other[:2][::-1] and len(one) > 1 and len(other) > 1:
        ways.append(_edits_by_definition(one[2:], other[2:]) + 1)
    return min(ways)


@given(WORDS, WORDS)
def test_edits_are_the_fewest(one: str, other: str) -> None:
    assert edits(one, other, most=99) == _edits_by_definition(one, other)


@given(WORDS, WORDS)
def test_resemblance_is_mutual_and_full_only_for_equals(one: str, other: str) -> None:
    assert resemblance(one, other) == pytest.approx(resemblance(other, one))
    assert (resemblance(one, other) == 1.0) == (one == other)
