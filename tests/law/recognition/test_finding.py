"""Unknown facts: nothing is invented, and exactly the facts that matter are asked for."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welcome_office.law.recognition.circumstances import Circumstances, holds
from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import PREPARED, load_law, on
from welcome_office.law.recognition.routing import Assigned, Warned
from welcome_office.law.recognition.ruling import Ruling, rule

# One value for every way the tables of the Land treat a fact, chosen by hand.
VALUES: dict[str, tuple[Any, ...]] = {
    "trained_in": ("PL", "HU", "AT", "FR", "DK", "MT", "AL", "TR", "GB", "IN", "AD"),
    "citizenship": ("DE", "PL", "IN"),
    "lives_in": ("abroad", "Bochum", "Essen", "Gelsenkirchen", "Wuppertal", "Witten", "Aachen"),
    "works_in": ("abroad", "Bochum", "Essen", "Gelsenkirchen", "Wuppertal", "Witten", "Aachen"),
    "annex_v_diploma": (True, False),
    "wants_title_only": (True, False),
}
KNOWN: dict[str, Any] = {
    "trained_in": "IN",
    "citizenship": "IN",
    "lives_in": "Bochum",
    "works_in": "Bochum",
    "annex_v_diploma": False,
    "wants_title_only": False,
}
OCCUPATIONS = st.sampled_from(sorted(load_law().occupations))
UNKNOWN = st.sets(st.sampled_from(sorted(VALUES)), min_size=1, max_size=2)


def _ruling(occupation: str, facts: dict[str, Any]) -> Ruling:
    law = load_law()
    return rule(law, occupation, Circumstances(Facts(**facts), law.groups), day=PREPARED)


def _asked_by_trying(occupation: str, known: dict[str, Any], unknown: list[str]) -> set[str]:
    """The unknown facts that matter, by trying every value of all of them."""
    worlds = {
        values: _ruling(occupation, {**known, **dict(zip(unknown, values, strict=True))})
        for values in product(*(VALUES[name] for name in unknown))
    }
    return {
        name
        for place, name in enumerate(unknown)
        for values, ruling in worlds.items()
        for value in VALUES[name]
        if worlds[(*values[:place], value, *values[place + 1 :])] != ruling
    }


@settings(max_examples=60, deadline=None)
@given(occupation=OCCUPATIONS, unknown=UNKNOWN)
def test_exactly_the_facts_that_matter_are_asked_for(occupation: str, unknown: set[str]) -> None:
    known = {name: value for name, value in KNOWN.items() if name not in unknown}
    facts = Facts(**known, **dict.fromkeys(unknown))

    finding = find(load_law(), occupation, facts, day=PREPARED)

    assert set(finding.missing) == _asked_by_trying(occupation, known, sorted(unknown))


@settings(max_examples=60, deadline=None)
@given(occupation=OCCUPATIONS, name=st.sampled_from(sorted(VALUES)))
def test_what_is_said_in_spite_of_an_unknown_fact_holds_for_all_its_values(
    occupation: str, name: str
) -> None:
    finding = find(load_law(), occupation, Facts(**{**KNOWN, name: None}), day=PREPARED)
    rulings = [_ruling(occupation, {**KNOWN, name: value}) for value in VALUES[name]]

    said = finding.ruling.decision_months
    assert said is None or {ruling.decision_months for ruling in rulings} == {said}
    named = [body for body in finding.ruling.bodies if body.body is not None]
    assert all(body in ruling.bodies for body in named for ruling in rulings)


@given(occupation=OCCUPATIONS)
def test_with_all_facts_known_nothing_is_asked(occupation: str) -> None:
    assert find(load_law(), occupation, Facts(**KNOWN), day=PREPARED).missing == ()


def test_nobody_is_named_as_long_as_the_country_of_training_decides() -> None:
    facts = Facts(citizenship="TR", lives_in="Bochum", works_in="Bochum")

    finding = find(load_law(), "O029", facts, day=PREPARED)

    assert finding.missing == ("trained_in",)
    assert finding.ruling.bodies == (Assigned("decides", None), Assigned("advises", "WOB"))


@pytest.mark.parametrize("flag", ["self_employed", "wants_title_only", "documents_missing"])
def test_flag_said_to_be_unknown_is_asked_for_where_it_matters(flag: str) -> None:
    occupation = {"self_employed": "O077", "wants_title_only": "O038"}.get(flag, "O055")

    finding = find(load_law(), occupation, Facts(**KNOWN | {flag: None}), day=PREPARED)

    assert flag in finding.missing


CHANGE_DAYS = sorted(
    {
        day
        for versions in load_law().tracks.values()
        for version in versions
        for day in (version.first_day, version.last_day)
        if day is not None
    }
)


@pytest.mark.parametrize("day", CHANGE_DAYS, ids=str)
def test_exactly_one_procedure_applies_whatever_the_facts(day: date) -> None:
    law = load_law()
    flags = ("self_employed", "wants_title_only", "construction_chamber_membership")
    for country, annex_v, *rest in product(("PL", "IN", "DE"), *[(True, False)] * 4):
        known = dict(zip(flags, rest, strict=True))
        facts = Facts(**KNOWN | {"trained_in": country, "annex_v_diploma": annex_v} | known)
        person = Circumstances(facts, law.groups)
        for occupation, versions in law.tracks.items():
            tracks = [track for track in on(versions, day) if holds(track.when, person)]

            assert len(tracks) == 1, f"{occupation} on {day} with {facts}"


def test_wish_to_accelerate_is_taken_to_come_from_somebody_who_needs_a_visa() -> None:
    facts = Facts(trained_in="IN", lives_in="abroad", works_in="Bochum", accelerated_81a=True)

    ruling = find(load_law(), "O001", facts, day=PREPARED).ruling

    assert (Assigned("accelerates", "ZFE") in ruling.bodies, ruling.decision_months) == (True, 2)


def test_chamber_membership_brings_the_title_to_civil_engineers_only() -> None:
    member = KNOWN | {"construction_chamber_membership": True}

    civil, mechanical = (_ruling(occupation, member) for occupation in ("O040", "O038"))

    assert (civil.needed, civil.bodies[0]) == ("required", Assigned("decides", "IKBAU"))
    assert (mechanical.needed, mechanical.bodies[0]) == (
        "for_residence",
        Assigned("evaluates", "ZAB"),
    )


def test_german_citizens_hear_of_the_rule_for_resettlers() -> None:
    german, polish = (KNOWN | {"citizenship": country} for country in ("DE", "PL"))

    assert Warned("hint_resettlers") in _ruling("O055", german).warnings
    assert Warned("hint_resettlers") not in _ruling("O055", polish).warnings
