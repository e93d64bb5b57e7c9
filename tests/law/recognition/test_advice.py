"""What stands beside the answer."""

from datetime import date

from welcome_office.law.recognition.advice import (
    grants_on,
    mistakes_about,
    papers_for,
    residence_ways,
    school_body,
)
from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import Finding, find
from welcome_office.law.recognition.law import PREPARED, load_law

LAW = load_law()


def _finding(occupation: str, lives_in: str = "Bochum", citizenship: str = "IN") -> Finding:
    facts = Facts(trained_in="IN", citizenship=citizenship, lives_in=lives_in, works_in="Bochum")
    return find(LAW, occupation, facts, day=PREPARED)


def test_proof_of_wanting_to_work_is_asked_of_third_country_nationals_abroad_only() -> None:
    abroad = [paper.id for paper in papers_for(_finding("O055", "abroad"), LAW)]
    here = [paper.id for paper in papers_for(_finding("O055"), LAW)]
    european = [paper.id for paper in papers_for(_finding("O055", "abroad", "PL"), LAW)]

    assert set(abroad) - set(here) == {"work_intent"}
    assert european == here


def test_grant_can_be_applied_for_until_its_last_day() -> None:
    last, after = date(2027, 6, 30), date(2027, 7, 1)

    assert [grant.amount_eur for grant in grants_on(last, LAW) if grant.body] == [600, 1200, 3000]
    assert [grant.id for grant in grants_on(after, LAW) if grant.body] == []


def test_mistakes_follow_the_route() -> None:
    assert mistakes_about(_finding("O029"), LAW) == ("mistake_school_based",)
    assert mistakes_about(_finding("O026"), LAW) == ("mistake_social",)


def test_every_residence_pathway_has_its_sentence() -> None:
    assert all(text in LAW.texts for _, text in residence_ways(LAW))
    assert len(tuple(residence_ways(LAW))) == 12


def test_school_certificates_have_bodies_of_their_own() -> None:
    assert school_body("lower_secondary", LAW, day=PREPARED) == "BR_KOELN"
    assert school_body("university_entrance_for_work", LAW, day=PREPARED) == "BR_DUESSELDORF"
    assert school_body("kindergarten", LAW, day=PREPARED) is None
