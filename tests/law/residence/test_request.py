"""Questions to the residence law: what is read, and which field is named when it is wrong."""

from datetime import date
from typing import Any

import pytest

from welcome_office.law.residence.calculations import calculate
from welcome_office.law.residence.law import residence_law
from welcome_office.law.residence.request import Request, RequestError, read_request

LAW = residence_law()


def test_a_full_request_is_read() -> None:
    document = {
        "as_of": "2026-11-21",
        "language": "ar",
        "facts": {"nationality": "IN", "german_level": "B1", "salary": None},
        "pathways": ["s18b", "s18a"],
        "assume_defaults": False,
    }

    assert read_request(document, LAW) == Request(
        as_of=date(2026, 11, 21),
        facts={"nationality": "IN", "german_level": 3, "salary": None},
        language="ar",
        pathways=("s18b", "s18a"),
        assume_defaults=False,
    )


def test_only_the_day_is_needed() -> None:
    assert read_request({"as_of": "2026-11-21"}, LAW) == Request(date(2026, 11, 21), facts={})


WRONG: dict[str, tuple[Any, str]] = {
    "no object": ([], "request: is not an object (write {…} with as_of and facts)"),
    "no day": ({}, "as_of: is missing (write for example 2026-01-31)"),
    "impossible day": (
        {"as_of": "2026-02-30"},
        "as_of: '2026-02-30' is not a day (write for example 2026-01-31)",
    ),
    "unknown field": (
        {"as_of": "2026-11-21", "asof": "2026-11-21"},
        'asof: unknown field "asof" (meant: as_of?)',
    ),
    "unknown fact": (
        {"as_of": "2026-11-21", "facts": {"salery": 1}},
        'facts.salery: unknown fact "salery" (meant: salary?)',
    ),
    "fact of the wrong kind": (
        {"as_of": "2026-11-21", "facts": {"salary": "50700"}},
        "facts.salary: '50700' is not a number from 0 upwards (write for example 24 or 50700.00)",
    ),
    "facts that are no object": (
        {"as_of": "2026-11-21", "facts": []},
        "facts: is not an object (write names of facts with their values)",
    ),
    "language not offered": (
        {"as_of": "2026-11-21", "language": "fr"},
        "language: 'fr' is not offered (known: de, en, ar)",
    ),
    "unknown pathway": (
        {"as_of": "2026-11-21", "pathways": ["s18a", "s18"]},
        'pathways[1]: unknown pathway "s18" (meant: s18d, s18b, s18a?)',
    ),
    "pathways that are no list": (
        {"as_of": "2026-11-21", "pathways": "s18a"},
        "pathways: is not a list (write ids of pathways, or null for all)",
    ),
    "assumption that is neither": (
        {"as_of": "2026-11-21", "assume_defaults": "yes"},
        "assume_defaults: 'yes' is not yes or no (write true or false)",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_field_is_named_by_its_path(fault: str) -> None:
    document, message = WRONG[fault]

    with pytest.raises(RequestError) as error:
        read_request(document, LAW)

    assert str(error.value) == message


WRONG_INPUTS: dict[str, tuple[str, Any, str]] = {
    "unknown topic": (
        "taxes",
        {},
        (
            '--calculate: unknown topic "taxes" (known: title_duration, student_days, visa_first, '
            "employer_45c, employer_notice, anmeldung, parents_36_3, spouse_a1)"
        ),
    ),
    "no object": (
        "anmeldung",
        [],
        "request: is not an object (write the fields of the calculation)",
    ),
    "unknown field": (
        "anmeldung",
        {"moved_in": "2026-11-21"},
        'moved_in: unknown field "moved_in" (meant: move_in?)',
    ),
    "missing day": ("anmeldung", {}, "move_in: is missing (write for example 2026-01-31)"),
    "wrong kind": (
        "employer_notice",
        {"title": 18, "known_end": "2026-11-02"},
        "title: 18 cannot be used (write for example 18b)",
    ),
    "negative number": (
        "title_duration",
        {"as_of": "2026-11-21", "norm": "18b", "contract_months": -1},
        "contract_months: -1 is not a number from 0 upwards (write e.g. 12)",
    ),
    "day before the law": (
        "title_duration",
        {"as_of": "2019-11-21", "norm": "18b", "contract_months": 12},
        "as_of: the law has no permit_longest_months on 2019-11-21 (give a later day)",
    ),
    "title of another kind": (
        "title_duration",
        {"as_of": "2026-11-21", "norm": "16b", "contract_months": 12},
        'norm: "16b" has no contract (known: 18a, 18b, 18g, 19c, 19c1, 19c2)',
    ),
    "unknown kind of week": (
        "student_days",
        {"weeks": [{"count": 1, "kind": "exam", "hours_per_day": [4]}]},
        (
            "weeks[0].kind: 'exam' is not known (known: lecture, vacation, break, "
            "semester_break, lecture_free, non_lecture, holiday)"
        ),
    ),
    "hours that are no hours": (
        "student_days",
        {"weeks": [{"kind": "lecture", "hours_per_day": [4, 25]}]},
        "weeks[0].hours_per_day[1]: 25 is not hours of a day (write 0 to 24)",
    ),
    "unknown level": (
        "spouse_a1",
        {"sponsor_title": "18g", "spouse_german": "A0"},
        'spouse_german: "A0" is no level (known: none, A1, A2, B1, B2, C1, C2, native)',
    ),
    "unknown country": (
        "visa_first",
        {"nationality": "UK", "purpose": "work", "location": "abroad"},
        'nationality: "UK" is not a country (write two capitals, e.g. IN)',
    ),
    "unknown place": (
        "visa_first",
        {"nationality": "IN", "purpose": "work", "location": "moon"},
        'location: "moon" is not known (known: abroad, germany)',
    ),
}


@pytest.mark.parametrize("fault", WRONG_INPUTS)
def test_a_wrong_input_of_a_calculation_is_named(fault: str) -> None:
    topic, document, message = WRONG_INPUTS[fault]

    with pytest.raises(RequestError) as error:
        calculate(topic, document, LAW)

    assert str(error.value) == message
