"""The worked cases beside the law, and that they visit every day on which anything changes."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from tests.law.residence.case_files import (
    Case,
    all_calculations,
    all_cases,
    all_figures,
    figure,
)

from welcome_office.law.residence.assessment import assess
from welcome_office.law.residence.calculations import calculate
from welcome_office.law.residence.law import residence_law
from welcome_office.law.residence.request import read_request

LAW = residence_law()
STORIES: dict[str, list[Case]] = defaultdict(list)
for _case in all_cases():
    STORIES[_case.name.split("/")[0]].append(_case)
CALCULATIONS = all_calculations()
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("story", STORIES)
def test_the_law_finds_what_the_story_tells(story: str) -> None:
    mistakes = [mistake for case in STORIES[story] for mistake in case.mistakes(LAW)]

    assert mistakes == []


@pytest.mark.parametrize(("topic", "given", "answer"), CALCULATIONS)
def test_a_calculation_gives_its_answer(
    topic: str, given: dict[str, Any], answer: dict[str, Any]
) -> None:
    assert calculate(topic, given, LAW) == answer


def test_figures_and_lists_are_those_of_their_days() -> None:
    figures = all_figures()

    found = [(name, day, figure(LAW, name, day)) for name, day, _ in figures]

    assert found == [(name, day, written(content)) for name, day, content in figures]


def written(content: Any) -> Any:
    """A worked figure as the law tells it: members of lists are words."""
    return [str(member) for member in content] if isinstance(content, list) else content


def test_every_pathway_is_open_in_some_case() -> None:
    opened = {
        pathway for case in all_cases() for pathway, found in case.expect.items() if found == "open"
    }

    assert opened == set(LAW.pathways)


def boundaries() -> list[tuple[str, date]]:
    """Each first day of a version of a pathway, and the day after each last one."""
    found = []
    for rule in LAW.data["rules"]:
        for version in rule["versions"]:
            found.append((rule["id"], date.fromisoformat(version["from"])))
            if version.get("to"):
                found.append((rule["id"], date.fromisoformat(version["to"]) + ONE_DAY))
    return sorted(set(found))


def test_cases_visit_both_sides_of_every_day_of_change() -> None:
    visited = {(pathway, case.day) for case in all_cases() for pathway in case.expect}

    unvisited = [
        (pathway, day)
        for pathway, change in boundaries()
        for day in (change - ONE_DAY, change)
        if (pathway, day) not in visited
    ]

    assert unvisited == []


def test_cases_fall_into_every_year_of_the_thresholds() -> None:
    years = {date.fromisoformat(version["from"]).year for version in ceilings()}

    assert years <= {case.day.year for case in all_cases() if "salary" in case.facts}


def ceilings() -> list[dict[str, Any]]:
    versions: list[dict[str, Any]] = LAW.data["values"]["contribution_ceiling"]["versions"]
    return versions


@pytest.mark.parametrize("day", LAW.book.change_days)
def test_between_changes_the_same_facts_have_the_same_answer(day: date) -> None:
    following = min((d for d in LAW.book.change_days if d > day), default=day + 30 * ONE_DAY)
    # Neither age nor the age of a degree may pass a limit between the two days.
    facts = {"nationality": "IN", "birth_date": "1950-01-01", "qual_date": "1975-01-01"}
    request = read_request({"as_of": day.isoformat(), "facts": facts}, LAW)

    first = assess(LAW, request.facts, as_of=day)
    last = assess(LAW, request.facts, as_of=following - ONE_DAY)

    assert first.pathways == last.pathways
