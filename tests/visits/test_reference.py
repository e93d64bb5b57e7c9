"""References survive the telephone."""

import string

from hypothesis import given
from hypothesis import strategies as st

from welcome_office.visits.reference import (
    ALPHABET,
    check_character,
    new_reference,
    read_reference,
    show_reference,
)

bodies = st.text(ALPHABET, min_size=6, max_size=6)
references = bodies.map(lambda body: body + check_character(body))


@given(references)
def test_what_is_shown_can_be_typed_in_any_manner(reference: str) -> None:
    shown = show_reference(reference)

    assert [read_reference(t) for t in (shown, shown.lower(), f" {' '.join(shown)} ")] == [
        reference
    ] * 3


@given(references, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(reference: str, place: int, other: str) -> None:
    wrong = reference[:place] + other + reference[place + 1 :]

    assert read_reference(wrong) == (reference if wrong == reference else None)


@given(references, st.integers(0, 4))
def test_two_swapped_neighbours_are_noticed(reference: str, place: int) -> None:
    first, second = reference[place], reference[place + 1]
    swapped = reference[:place] + second + first + reference[place + 2 :]

    assert read_reference(swapped) == (reference if first == second else None)


def test_what_cannot_be_a_reference_is_none() -> None:
    typed = ["", "K7M", "0O1I2Z5", string.ascii_uppercase, "٣٤٦٧٩٣٤"]

    assert [read_reference(text) for text in typed] == [None] * 5


def test_new_references_are_valid_and_differ() -> None:
    drawn = [new_reference() for _ in range(100)]

    assert [read_reference(reference) for reference in drawn] == drawn
    assert len(set(drawn)) == 100
