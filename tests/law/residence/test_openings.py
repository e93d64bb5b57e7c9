"""What would open a way: the smallest changes, in words, and never something nobody can change."""

from datetime import date
from typing import Any

import pytest
from tests.law.residence.case_files import Case, all_cases

from welcome_office.law.residence.assessment import Status, assess
from welcome_office.law.residence.law import residence_law
from welcome_office.law.residence.openings import Opening, what_would_open
from welcome_office.law.residence.request import read_facts, read_request

LAW = residence_law()
DAY = date(2026, 11, 21)
DEVELOPER = {
    "nationality": "IN",
    "birth_date": "1990-05-01",
    "qual_type": "academic",
    "qual_state": "equivalent",
    "isco08": "2512",
    "salary": 45500,
}
TRAINEE = {"nationality": "MA", "birth_date": "1990-05-01", "german_level": "A2"}


def openings(facts: dict[str, Any], pathway: str) -> tuple[Opening, ...]:
    return what_would_open(LAW, read_facts(facts, LAW), pathway=pathway, as_of=DAY)


def told(facts: dict[str, Any], pathway: str, language: str = "en") -> list[list[str]]:
    return [
        [change.text(LAW, language=language) for change in opening.changes]
        for opening in openings(facts, pathway)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "ein Gehalt von mindestens 45.934,20 Euro im Jahr (434,20 mehr als jetzt)"),
        ("en", "a salary of at least 45,934.20 euros a year (434.20 more than now)"),
        ("ar", "راتب لا يقل عن 45,934.20 يورو في السنة (434.20 أكثر من الآن)"),
    ],
)
def test_a_little_more_salary_opens_the_blue_card(language: str, text: str) -> None:
    assert told(DEVELOPER, "bluecard_shortage", language) == [[text]]


def test_an_open_way_needs_no_change() -> None:
    assert told(DEVELOPER, "s18b") == []


def test_a_degree_can_be_confirmed() -> None:
    state_recognised = {**DEVELOPER, "qual_state": "state_recognised"}

    assert told(state_recognised, "s18b") == [
        ["a qualification of this standing: fully recognised or comparable"]
    ]


def test_several_ways_out_come_with_the_smallest_first() -> None:
    contract = "a training contract"

    assert told(TRAINEE, "s16a_1") == [
        [contract, "German at level B1 (instead of A2)"],
        [contract, "a check of your German by the school or company"],
        [contract, "a preparatory German course"],
    ]


def test_points_can_be_won_in_several_ways() -> None:
    cook = {**TRAINEE, "qual_type": "vocational", "qual_state": "state_recognised", "qual_years": 3}

    assert told({**cook, "english_level": "B2"}, "s20a_points") == [
        ["a partial recognition of your qualification"],
        [
            "German at level B2 (instead of A2)",
            "five years of experience in the trained occupation within the last seven years",
        ],
        [
            "German at level B2 (instead of A2)",
            "two years of experience in the trained occupation within the last five years",
        ],
    ]


@pytest.mark.parametrize("pathway", ["s17_1", "s19c1_beschv26_1", "eu_freemovement"])
def test_age_and_citizenship_are_never_offered(pathway: str) -> None:
    assert told({**TRAINEE, "school_diploma_university_access": True}, pathway) == []


CLOSED = [
    (case, pathway)
    for case in all_cases()
    for pathway, found in case.expect.items()
    if found.startswith("closed")
]


@pytest.mark.parametrize("part", range(8))
def test_every_opening_opens_and_none_of_its_changes_can_be_left_out(part: int) -> None:
    for case, pathway in CLOSED[part::8]:
        for opening in found_for(case, pathway):
            changes = {change.fact: change.needed for change in opening.changes}
            assert status_with(case, pathway, changes) is Status.OPEN
            for left_out in changes:
                fewer = {fact: value for fact, value in changes.items() if fact != left_out}
                assert status_with(case, pathway, fewer) is not Status.OPEN


def found_for(case: Case, pathway: str) -> tuple[Opening, ...]:
    request = read_request(case.request, LAW)
    return what_would_open(LAW, request.facts, pathway=pathway, as_of=case.day)


def status_with(case: Case, pathway: str, changes: dict[str, Any]) -> Status:
    request = read_request(case.request, LAW)
    facts = {**request.facts, **read_facts(changes, LAW)}
    return assess(LAW, facts, as_of=case.day, pathways=(pathway,)).pathways[0].status
