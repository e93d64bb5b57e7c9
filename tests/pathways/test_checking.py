"""The check: what is asked next, what follows, what is found."""

import pytest
from tests.pathways.checks import DAY, check

from welcome_office.core.wording import speaking
from welcome_office.law.residence.assessment import Status
from welcome_office.pathways.checking import Answer, Check
from welcome_office.pathways.results import PathWords, paths_in_words, sources_of


def paths(asked: Check, language: str = "en") -> dict[str, PathWords]:
    with speaking(language):
        return {path.id: path for path in paths_in_words(asked, town="Bochum")}


def test_a_firm_tells_occupation_and_salary_first() -> None:
    asked: list[str] = []
    told: dict[str, Answer] = {}
    for answer in ("2512", 60000, "IN"):
        page = Check(purpose="work", told=told, day=DAY, for_employer=True).next_page()
        assert page is not None
        asked.append(page.questions[0].fact)
        told = {**told, asked[-1]: answer}

    assert asked == ["isco08", "salary", "nationality"]


def test_citizens_of_the_union_are_asked_no_more_and_need_nothing() -> None:
    asked = Check(purpose="work", told={"nationality": "PL"}, day=DAY)

    assert asked.next_page() is None
    assert [finding.id for finding in asked.findings] == ["eu_freemovement"]


def test_citizens_of_the_union_may_still_become_german() -> None:
    asked = Check(purpose="citizenship", told={"nationality": "PL"}, day=DAY)

    assert asked.next_page() is not None
    assert [finding.id for finding in asked.findings] == ["eu_freemovement", "stag_10"]


def test_an_answer_that_the_law_does_not_know_is_left_out() -> None:
    asked = check(former_fact="x", qual_type="gone")

    assert ("former_fact" in asked.answers, "qual_type" in asked.answers) == (False, False)


def test_open_ways_come_first_and_closed_ones_by_their_distance() -> None:
    found = list(paths(check()).values())

    order = [Status.OPEN, Status.UNCLEAR, Status.CLOSED]
    assert [path.status for path in found] == sorted(
        (path.status for path in found), key=order.index
    )
    assert (found[0].id, found[3].id) == ("s18b", "bluecard_standard")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "ein Gehalt von mindestens 45.934,20 Euro im Jahr (434,20 mehr als jetzt)"),
        ("en", "a salary of at least 45,934.20 euros a year (434.20 more than now)"),
        ("ar", "راتب لا يقل عن 45,934.20 يورو في السنة (434.20 أكثر من الآن)"),
    ],
)
def test_a_closed_way_says_why_and_what_would_open_it(language: str, words: str) -> None:
    card = paths(check(), language)["bluecard_shortage"]

    assert [reason.cite for reason in card.reasons] == ["§ 18g Abs. 1 Satz 2 AufenthG"]
    assert card.openings == ((words,),)


def test_an_unclear_way_names_the_questions_that_are_open() -> None:
    card = paths(check(salary=None))["bluecard_standard"]

    assert card.missing == (("salary", "What is the salary per year before taxes, in euros?"),)


@pytest.mark.parametrize(
    ("told", "amounts"),
    [
        ({}, ["75 euros", "100 euros"]),
        ({"nationality": "US"}, ["100 euros"]),
        ({"location": "germany", "current_title": "16b"}, ["98 euros"]),
    ],
)
def test_fees_depend_on_where_somebody_is(told: dict[str, str], amounts: list[str]) -> None:
    assert [fee.amount for fee in paths(check(**told))["s18b"].fees] == amounts


def test_who_needs_no_visa_applies_within_ninety_days() -> None:
    steps = paths(check(nationality="US"))["s18b"].steps

    assert steps[1] == ("Apply for the title at the foreigners' office within 90 days after entry.")


def test_sources_are_named_with_the_day_of_comparison() -> None:
    asked = check()
    with speaking("en"):
        sources = sources_of(asked, paths_in_words(asked, town="Bochum"))

    assert {source.checked for source in sources} == {"2026-11-21"}
    assert any("Aufenthaltsgesetz" in source.title for source in sources)
