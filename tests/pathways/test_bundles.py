"""What the office in Bochum can do in one visit, and what it makes of the errands."""

from datetime import date
from pathlib import Path

from tests.law.arrival.arrivals import TODAY, engineer

from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.plan import Plan
from welcome_office.law.arrival.planning import make_plan
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.pathways.arrival.bundles import Bundle, bundle_of
from welcome_office.pathways.arrival.office import office_rules, services_of, spots_of
from welcome_office.pathways.documents.plan_calendar import plan_ics

BOCHUM = read_office_files(Path(__file__).resolve().parents[2] / "offices" / "bochum")


def plan_for(told: Answers, *done: str) -> Plan:
    return make_plan(told, as_of=TODAY, done=done, rules=office_rules(BOCHUM, told))


def bundle_for(told: Answers, *done: str, most: int = 10) -> Bundle:
    return bundle_of(plan_for(told, *done), services_of(BOCHUM, told), most=most)


def services(told: Answers, *done: str, most: int = 10) -> list[str]:
    known = services_of(BOCHUM, told)
    return [known[step.id].id for step in bundle_for(told, *done, most=most).proposed]


def test_registration_school_and_title_go_in_one_visit() -> None:
    bundle = bundle_for(engineer())

    assert services(engineer()) == ["registration-family", "school", "title-blue-card"]
    assert (bundle.earliest, bundle.last_day) == (date(2027, 1, 15), date(2027, 1, 29))


def test_what_people_can_do_alone_only_could_come_along() -> None:
    could = {step.id for step in bundle_for(engineer()).could}

    assert could == {
        "fiktionsbescheinigung",
        "rundfunk",
        "social_security_number",
        "translation",
    }


def test_what_must_wait_for_a_letter_is_not_in_the_first_visit() -> None:
    later = services(
        engineer(), "residence_registration_family", "tax_id", "residence_title", "school"
    )

    assert "child-benefit" in later
    assert "child-benefit" not in services(engineer())


def test_course_that_needs_the_title_waits_for_it() -> None:
    told = engineer(true_for_me=("insured", "wants_german"))

    assert "integration-course" not in services(told)
    assert "integration-course" in services(told, "residence_title", "eat_collection")


def test_visit_has_no_more_stations_than_fit() -> None:
    assert services(engineer(), most=2) == ["registration-family", "school"]


def test_variant_of_a_service_follows_the_purpose() -> None:
    titles = {
        purpose: services_of(BOCHUM, engineer(purpose=purpose))["residence_title"].id
        for purpose in ("blue_card", "family", "study", None)
    }

    assert titles == {
        "blue_card": "title-blue-card",
        "family": "title-family",
        "study": "title",
        None: "title",
    }


def test_office_says_where_what_it_does_not_do_is_done() -> None:
    spot = spots_of(BOCHUM, engineer())["eat_collection"]

    assert spot.service is None
    assert spot.elsewhere is not None
    assert "Ebene 1" in spot.elsewhere.place.in_language("de")


def test_calendar_holds_last_days_and_no_people() -> None:
    told = engineer(title_until=date(2027, 4, 5))

    entries = plan_ics(plan_for(told), language="en").decode()

    assert entries.count("BEGIN:VEVENT") == entries.count("BEGIN:VALARM")
    assert "DTSTART;VALUE=DATE:20270129" in entries
    assert "DTSTART;VALUE=DATE:20270405" in entries
    assert "ATTENDEE" not in entries
