"""What stands beside the answer."""

from datetime import date

from welcome_office.law.recognition.advice import (
    body_on,
    grants_on,
    mistakes_about,
    papers_for,
    residence_ways,
    school_body,
)
from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import Finding, find
from welcome_office.law.recognition.law import PREPARED, load_law
from welcome_office.law.recognition.routing import default_of

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


def test_body_has_an_address_only_while_it_exists() -> None:
    last_day, first_day = date(2025, 3, 31), date(2025, 4, 1)

    old, new = (body_on(first_day, name, LAW) for name in ("LANUV", "LAVE"))

    assert (old, new and new.seat) == (None, "Recklinghausen")
    assert body_on(last_day, "LAVE", LAW) is None


def test_bodies_that_routes_name_exist_as_long_as_the_routes() -> None:
    routes = [version for versions in LAW.routes.values() for version in versions]
    today = [route.content for route in routes if route.covers(PREPARED)]
    named = [body for route in today if (body := default_of(route))]

    assert [body for body in named if body_on(PREPARED, body, LAW) is None] == []


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
