"""The law of Lummer on a day: versions, figures, what follows from facts, and findings."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from welcome_office.lawbook.book import Book, RuleOfDay
from welcome_office.lawbook.compiled import COMPILED_FILE, keep_law, kept_law
from welcome_office.lawbook.dated import Force
from welcome_office.lawbook.drafting import read_law
from welcome_office.lawbook.facts import Facts
from welcome_office.lawbook.findings import Answer, Finding

LUMMER = Path(__file__).parent / "lummer"


def read(folder: Path) -> dict[str, Any]:
    return read_law(folder, lambda _, __: {})


BOOK = Book(read(LUMMER))


def rule_on(day: date, name: str) -> RuleOfDay:
    return next(rule for rule in BOOK.on(day).rules if rule.id == name)


def judged(day: date, name: str, facts: Facts) -> list[Finding]:
    known = {**BOOK.assumed(day), **facts, "as_of": day}
    return [condition.judge(known) for condition in rule_on(day, name).conditions]


@pytest.mark.parametrize(
    ("day", "force", "conditions"),
    [
        (date(2021, 12, 31), Force.BEFORE_FIRST, 0),
        (date(2022, 1, 1), Force.IN_FORCE, 2),
        (date(2024, 1, 1), Force.IN_FORCE, 3),
    ],
)
def test_the_version_of_the_day_counts(day: date, force: Force, conditions: int) -> None:
    rule = rule_on(day, "bridge")

    assert (rule.force, len(rule.conditions)) == (force, conditions)


@pytest.mark.parametrize(
    ("day", "answer"), [(date(2024, 6, 30), Answer.NO), (date(2024, 7, 1), Answer.YES)]
)
def test_the_figure_of_the_day_counts(day: date, answer: Answer) -> None:
    findings = judged(day, "bridge", {"load": 120, "born": date(1990, 1, 1), "guide": True})

    assert findings[0] == Finding(answer, "TOO_HEAVY", "§ 4 Bridge Act")


def test_what_is_assumed_counts_only_for_the_silent() -> None:
    findings = judged(date(2026, 1, 1), "bridge", {"born": date(2020, 1, 1)})

    assert findings == [
        Finding(Answer.YES, "TOO_HEAVY", "§ 4 Bridge Act"),
        Finding(Answer.NO, "TOO_YOUNG", "§ 7 Bridge Act"),
        Finding(Answer.UNKNOWN, "NO_GUIDE", "§ 8 Bridge Act", ("guide", "vehicle", "speech")),
    ]


@pytest.mark.parametrize(
    ("facts", "complete"),
    [
        ({"home": "NO"}, "near"),
        ({"home": "IN"}, "far"),
        ({}, None),
        ({"home": "NO", "neighbour": "far"}, "far"),
    ],
)
def test_a_derived_fact_follows_unless_it_is_given(facts: Facts, complete: str | None) -> None:
    assert BOOK.on(date(2026, 1, 1)).complete(facts).get("neighbour") == complete


def test_every_day_of_change_is_known() -> None:
    assert BOOK.change_days == (
        date(2020, 1, 1),
        date(2022, 1, 1),
        date(2024, 1, 1),
        date(2024, 7, 1),
        date(2025, 1, 1),
        date(2027, 1, 1),
    )


def test_days_between_two_changes_share_one_compiled_law() -> None:
    assert BOOK.on(date(2025, 1, 1)) is BOOK.on(date(2026, 12, 31))


def test_the_kept_law_is_used_while_it_is_fresh(tmp_path: Path) -> None:
    law = shutil.copytree(LUMMER, tmp_path / "lummer")
    keep_law(law, read)

    def refuse(_: Path) -> dict[str, Any]:
        pytest.fail("The YAML was read although the kept law is fresh.")

    assert kept_law(law, refuse)[1] == read(LUMMER)


def test_a_changed_law_is_read_again(tmp_path: Path) -> None:
    law = shutil.copytree(LUMMER, tmp_path / "lummer")
    keep_law(law, read)
    before, _ = kept_law(law, read)
    toll = law / "values" / "toll.yaml"
    toll.write_text(toll.read_text(encoding="utf-8").replace("120", "130"), encoding="utf-8")

    after, changed = kept_law(law, read)

    assert before != after
    assert changed["values"]["heaviest_load"]["versions"][1]["value"] == 130


def test_a_damaged_kept_law_is_ignored(tmp_path: Path) -> None:
    law = shutil.copytree(LUMMER, tmp_path / "lummer")
    (law / COMPILED_FILE).write_text(json.dumps({"digest": "0"})[:-3], encoding="utf-8")

    assert kept_law(law, read)[1] == read(LUMMER)
