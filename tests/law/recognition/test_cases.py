"""The worked cases beside the data: facts, day, expected finding."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from welcome_office.law.recognition import law as law_module
from welcome_office.law.recognition.contract import Answer
from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import PREPARED, load_law
from welcome_office.law.recognition.routing import EVERY_RULE, ROLES
from welcome_office.law.recognition.wording import answer_in

CASES = Path(law_module.__file__).parent / "cases"


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=case["story"])
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _part(answer: Answer, name: str) -> Any:
    if name in ROLES:
        return [body.id for body in answer.bodies if body.role == name]
    value = getattr(answer, name)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", _cases())
def test_worked_case(case: dict[str, Any]) -> None:
    day = date.fromisoformat(case["as_of"]) if "as_of" in case else PREPARED
    law = load_law()

    answer = answer_in("de", find(law, case["occupation"], Facts(**case["facts"]), day=day), law)

    assert {name: _part(answer, name) for name in case["expect"]} == case["expect"]


def test_every_rule_of_the_land_has_a_worked_case() -> None:
    law, told = load_law(), {EVERY_RULE}
    for case in (parameter.values[0] for parameter in _cases()):
        day = date.fromisoformat(case["as_of"]) if "as_of" in case else PREPARED
        finding = find(law, case["occupation"], Facts(**case["facts"]), day=day)
        told |= {finding.ruling.route, case["occupation"]}

    assert set(law.routes) - told == set()
