"""The language of conditions: what can be written, and what is refused with which words."""

import pytest

from welcome_office.lawbook.expressions import ExpressionError, Tree, Vocabulary, parse
from welcome_office.lawbook.facts import Fact

FACTS = [
    Fact("guide", "yes_no"),
    Fact("load", "number"),
    Fact("merit", "points"),
    Fact("born", "day"),
    Fact("crossing", "day"),
    Fact("speech", "level"),
    Fact("home", "country"),
    Fact("trade", "occupation"),
    Fact("title", "word"),
    Fact("vehicle", "choice", options=("cart", "boat")),
]
WORDS = Vocabulary({fact.name: fact for fact in FACTS}, frozenset({"heaviest", "near"}))

READABLE: dict[str, Tree] = {
    "guide": ["yes", "guide"],
    "not guide": ["not", ["yes", "guide"]],
    "load >= 12": [">=", "load", 12],
    "load < 1.5": ["<", "load", 1.5],
    "load <= heaviest": ["<=", "load", {"value": "heaviest"}],
    "merit >= 6": [">=", "merit", 6],
    "speech >= B1": [">=", "speech", 3],
    "born < 2023-03-29": ["<", "born", "2023-03-29"],
    "vehicle is boat": ["is", "vehicle", "boat"],
    "vehicle is not boat": ["not", ["is", "vehicle", "boat"]],
    "title is 24": ["is", "title", "24"],
    "title in (16b, 25_3, 24)": ["in", "title", ["16b", "25_3", "24"]],
    "home not in (NO, NL)": ["not", ["in", "home", ["NO", "NL"]]],
    "home in near": ["in", "home", {"value": "near"}],
    "trade starts with (21, 221)": ["starts", "trade", ["21", "221"]],
    "years from born to crossing < 45": ["years", "born", "crossing", "<", 45],
    "born within 3 years before crossing": ["within", "born", 3, "crossing"],
    "guide or load > 1 and vehicle is boat": [
        "any",
        ["yes", "guide"],
        ["all", [">", "load", 1], ["is", "vehicle", "boat"]],
    ],
    "(guide or load > 1) and not vehicle is boat": [
        "all",
        ["any", ["yes", "guide"], [">", "load", 1]],
        ["not", ["is", "vehicle", "boat"]],
    ],
}


@pytest.mark.parametrize("text", READABLE)
def test_a_condition_becomes_a_tree(text: str) -> None:
    assert parse(text, WORDS) == READABLE[text]


REFUSED = {
    "giude": 'There is no fact "giude"; is "guide" meant?',
    "weather": 'There is no fact "weather"; declare it or use another.',
    "load <= heavyest": 'There is no value "heavyest"; is "heaviest" meant?',
    "vehicle is plane": '"vehicle" is never "plane"; known: cart, boat.',
    "load": '"load" is of kind number; here a yes_no is needed.',
    "vehicle >= 3": '"vehicle" is no number; use "is" or "in".',
    "speech >= D1": '"D1" is no level; known: none, A1, A2, B1, B2, C1, C2, native.',
    "born < 2023-02-30": '"2023-02-30" is no day; write for example 2026-01-31.',
    "born within three years before crossing": '"three" is no number; write digits.',
    "load within 3 years before crossing": '"load" is of kind number; here a day is needed.',
    "years from born to crossing": 'A number of years is compared; write for example "< 45".',
    "(guide": 'Here stands the end; write ")".',
    "guide and": "The condition ends where a fact should stand; add it.",
    "guide guide": '"guide" is too much; join tests with "and" or "or".',
    "guide & load": '"& load" cannot be read; use words and signs.',
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(text, WORDS)

    assert str(error.value) == REFUSED[text]
