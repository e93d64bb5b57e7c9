"""The check as people use it: few questions, each able to change something, none asked twice."""

from datetime import date
from typing import Any

import pytest
from tests.law.residence.case_files import Case, all_cases

from welcome_office.law.residence.assessment import Status, assess
from welcome_office.law.residence.interview import (
    Question,
    next_page,
    presumed,
    purposes,
    question,
)
from welcome_office.law.residence.law import residence_law
from welcome_office.law.residence.request import read_facts
from welcome_office.lawbook.facts import Facts

LAW = residence_law()
DAY = date(2026, 11, 21)

# Common people of the worked cases, and what they come for.
COMMON = {
    "nurse_with_recognised_training": "work",
    "nurse_at_forty_five": "work",
    "engineer_with_degree": "work",
    "marketing_specialist_at_the_threshold": "work",
    "developer_at_the_reduced_threshold": "work",
    "starter_three_years_after_the_degree": "work",
    "it_specialist_without_degree": "work",
    "cook_with_state_recognised_training": "work",
    "sushi_cook_from_japan": "work",
    "helper_from_kosovo": "work",
    "bus_driver": "work",
    "engineer_from_ukraine": "work",
    "citizen_of_the_union": "work",
    "skilled_worker_looks_from_abroad": "search",
    "six_points": "search",
    "graduate_in_germany": "search_after_studies",
    "nurse_in_a_recognition_partnership": "recognition",
    "electrician_with_deficit_notice": "recognition",
    "apprentice": "training",
    "student": "study",
    "language_student": "language_course",
    "researcher": "research",
    "wife_of_a_blue_card_holder": "join_spouse",
    "son_of_fifteen": "join_parents",
    "parents_of_a_skilled_worker": "join_child",
    "husband_of_a_german": "join_german",
    "skilled_worker_after_three_years": "settlement",
    "becoming_german": "citizenship",
}
STORIES = {case.name: case for case in all_cases()}


def interview(case: Case, purpose: str) -> tuple[int, Facts]:
    """How many pages a person sees who answers as in the case, and the answers."""
    told = {**LAW.book.assumed(DAY), **read_facts(case.request["facts"], LAW)}
    answers: Facts = {}
    pages = 1  # the purpose
    while page := next_page(LAW, answers, as_of=DAY, purpose=purpose, language="de"):
        pages += 1
        answers |= {asked.fact: told.get(asked.fact) for asked in page.questions}
    return pages, answers


@pytest.mark.parametrize("story", COMMON)
def test_common_people_see_three_to_twelve_pages(story: str) -> None:
    pages, _ = interview(STORIES[story], COMMON[story])

    assert 3 <= pages <= 12


@pytest.mark.parametrize("story", COMMON)
def test_the_interview_finds_the_open_ways_of_the_case(story: str) -> None:
    case, purpose = STORIES[story], COMMON[story]
    _, answers = interview(case, purpose)

    facts = presumed(LAW, answers, as_of=DAY, purpose=purpose)
    found = assess(LAW, facts, as_of=DAY, pathways=LAW.data["purposes"][purpose]["pathways"])

    by_id = {finding.id: finding.status for finding in found.pathways}
    open_in_case = {pathway for pathway, told in case.expect.items() if told == "open"}
    assert {by_id[p] for p in open_in_case & by_id.keys()} <= {Status.OPEN, Status.UNCLEAR}


def test_a_question_has_its_reason_and_its_options() -> None:
    assert question(LAW, "location", language="en") == Question(
        fact="location",
        kind="choice",
        unit=None,
        ask="Where are you now?",
        why="Some paths begin abroad, others in Germany.",
        options=(("abroad", "abroad"), ("germany", "in Germany")),
    )


def test_what_somebody_does_not_know_is_not_asked_again() -> None:
    answers: Facts = {"nationality": "IN", "location": "abroad", "language_course_booked": None}

    page = next_page(LAW, answers, as_of=DAY, purpose="language_course", language="de")

    assert page is not None
    assert [asked.fact for asked in page.questions] == ["livelihood_ok"]


def test_what_belongs_together_is_asked_on_one_page() -> None:
    facts = {"nationality": "MA", "location": "abroad", "hosting_agreement": True}

    page = next_page(LAW, read_facts(facts, LAW), as_of=DAY, purpose="research", language="en")

    assert page is not None
    assert (page.ask, [asked.fact for asked in page.questions]) == (
        "What is true of the institution?",
        ["cost_undertaking", "institution_mainly_public"],
    )


CONCLUDED: list[tuple[dict[str, Any], str, Any]] = [
    ({"isco08": "2512"}, "job_is_ict", True),
    ({"isco08": "5120"}, "job_is_ict", False),
    ({"qual_state": "partial"}, "partial_recognition", True),
    ({"qual_type": "none"}, "qual_state", "none"),
    ({"qual_type": "none", "qual_state": "partial"}, "qual_state", "partial"),
    ({"isco08": "2221"}, "licence_ok", None),
    ({"birth_date": "1980-01-01"}, "pension_proof", None),
    ({"current_title": "16b"}, "title_section_3_or_4", True),
]


@pytest.mark.parametrize(("answers", "fact", "value"), CONCLUDED)
def test_answers_have_consequences(answers: dict[str, Any], fact: str, value: Any) -> None:
    facts = presumed(LAW, read_facts(answers, LAW), as_of=DAY, purpose="work")

    assert (fact in facts, facts.get(fact)) == (True, value)


def test_every_pathway_belongs_to_a_purpose_or_to_free_movement() -> None:
    covered = {pathway for purpose in purposes(LAW, language="de") for pathway in purpose.pathways}

    assert set(LAW.pathways) - covered == {
        "eu_freemovement",
        "swiss_freemovement",
        "uk_withdrawal_agreement",
        "s20_abroad_old",
    }
