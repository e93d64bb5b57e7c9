"""Facts out of JSON: what is understood, and what is refused with which words."""

from datetime import date

import pytest

from welcome_office.lawbook.facts import Fact, FactError, FactValue

UNDERSTOOD: list[tuple[str, object, FactValue]] = [
    ("yes_no", True, True),
    ("number", 24, 24),
    ("number", 50700.5, 50700.5),
    ("day", "2024-02-29", date(2024, 2, 29)),
    ("choice", "boat", "boat"),
    ("word", "25_3", "25_3"),
    ("country", "NO", "NO"),
    ("level", "B1", 3),
    ("level", "none", 0),
    ("occupation", "0110", "0110"),
]


@pytest.mark.parametrize(("kind", "raw", "fact"), UNDERSTOOD)
def test_a_fact_is_understood(kind: str, raw: object, fact: FactValue) -> None:
    assert Fact("thing", kind, options=("boat",)).read(raw) == fact


REFUSED = [
    ("yes_no", "yes", "'yes' is not yes or no (write true or false)"),
    ("yes_no", 1, "1 is not yes or no (write true or false)"),
    ("number", "24", "'24' is not a number from 0 upwards (write for example 24 or 50700.00)"),
    ("number", True, "True is not a number from 0 upwards (write for example 24 or 50700.00)"),
    (
        "number",
        float("nan"),
        "nan is not a number from 0 upwards (write for example 24 or 50700.00)",
    ),
    ("number", -1, "-1 is not a number from 0 upwards (write for example 24 or 50700.00)"),
    (
        "day",
        "2025-02-29",
        "'2025-02-29' is not a day of the calendar (write for example 2026-01-31)",
    ),
    ("day", "20250228", "'20250228' is not a day of the calendar (write for example 2026-01-31)"),
    (
        "day",
        "0001-01-01",
        "'0001-01-01' is not a day of the calendar (write for example 2026-01-31)",
    ),
    (
        "occupation",
        "٢٥١٢",
        "'٢٥١٢' is not an ISCO-08 code (write its digits as text, e.g. \"2512\")",
    ),
    ("choice", "plane", "'plane' is not a possible answer (known: boat)"),
    ("word", "two words", "'two words' is not a word (write for example boat)"),
    ("country", "UK", "'UK' is not a country (write its two capital letters of ISO 3166, e.g. IN)"),
    ("level", "D1", "'D1' is not a language level (known: none, A1, A2, B1, B2, C1, C2, native)"),
    ("occupation", 2512, '2512 is not an ISCO-08 code (write its digits as text, e.g. "2512")'),
]


@pytest.mark.parametrize(("kind", "raw", "message"), REFUSED)
def test_what_is_no_such_fact_is_refused(kind: str, raw: object, message: str) -> None:
    with pytest.raises(FactError) as error:
        Fact("thing", kind, options=("boat",)).read(raw)

    assert str(error.value) == message
