"""The law of Lummer as a folder: it loads, and it does not load with a fault in it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from welcome_office.lawbook.drafting import read_law
from welcome_office.lawbook.problems import LawError, Problems
from welcome_office.lawbook.reading import Block

LUMMER = Path(__file__).parent / "lummer"


def nothing_more(_: Block, __: Problems) -> dict[str, Any]:
    return {}


def problems_with(folder: Path, file: str, right: str, wrong: str) -> list[str]:
    law = shutil.copytree(LUMMER, folder / "lummer")
    text = (law / file).read_text(encoding="utf-8")
    assert right in text
    (law / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(LawError) as error:
        read_law(law, nothing_more)
    return [str(problem) for problem in error.value.problems]


def test_a_law_is_plain_data_with_each_condition_once() -> None:
    law = read_law(LUMMER, nothing_more)

    assert [rule["id"] for rule in law["rules"]] == ["bridge", "ferry"]
    assert law["conditions"][:2] == [
        {
            "when": ["<=", "load", {"value": "heaviest_load"}],
            "law": "§ 4 Bridge Act",
            "code": "TOO_HEAVY",
        },
        {
            "when": ["years", "born", "crossing", ">=", 12],
            "law": "§ 7 Bridge Act",
            "code": "TOO_YOUNG",
        },
    ]
    assert law["rules"][1]["versions"][0]["conditions"] == [3, 4, 5, 1]


FAULTS = {
    "unknown fact": (
        "rules/crossing.yaml",
        "guide or",
        "gide or",
        (
            'rules/crossing.yaml:13: In "gide or not (vehicle is boat) and speech >= A2": '
            'There is no fact "gide"; is "guide" meant?'
        ),
    ),
    "unknown value": (
        "shared.yaml",
        "load <= heaviest_load",
        "load <= heaviest",
        (
            'lummer/shared.yaml:2: In "load <= heaviest": '
            'There is no value "heaviest"; is "heaviest_load" meant?'
        ),
    ),
    "impossible answer": (
        "rules/crossing.yaml",
        "vehicle in (boat, none)",
        "vehicle in (boat, plane)",
        (
            'rules/crossing.yaml:24: In "vehicle in (boat, plane) or trade starts with '
            'fisher_trades": "vehicle" is never "plane"; known: cart, boat, none.'
        ),
    ),
    "circle of shared conditions": (
        "shared.yaml",
        "grown_up:\n",
        "grown_up:\n  - use: safe_crossing\n",
        (
            "lummer/shared.yaml:7: Shared conditions use each other: "
            "safe_crossing → grown_up → safe_crossing. Break the circle."
        ),
    ),
    "unknown shared condition": (
        "shared.yaml",
        "use: grown_up",
        "use: grown",
        'lummer/shared.yaml:5: There is no shared "grown". Known: safe_crossing, grown_up.',
    ),
    "shared condition that nobody uses": (
        "shared.yaml",
        "grown_up:\n",
        "grown:\n",
        'lummer/shared.yaml:6: No rule uses the shared "grown". Use or remove it.',
    ),
    "shared condition that holds nothing": (
        "shared.yaml",
        (
            "grown_up:\n  - when: years from born to crossing >= 12\n"
            "    law: § 7 Bridge Act\n    otherwise: TOO_YOUNG\n"
        ),
        "grown_up:\n",
        'lummer/shared.yaml:6: "grown_up" holds no conditions. Give one.',
    ),
    "two versions on one day": (
        "rules/crossing.yaml",
        "to: 2023-12-31",
        "to: 2024-01-01",
        (
            "rules/crossing.yaml:10: Two versions apply on 2024-01-01. "
            "End the earlier one on 2023-12-31."
        ),
    ),
    "undeclared gap": (
        "rules/crossing.yaml",
        "to: 2023-12-31",
        "to: 2023-12-30",
        (
            "rules/crossing.yaml:10: Nothing applies from 2023-12-31 to 2023-12-31. "
            'Close the gap, or say why in "gap_before".'
        ),
    ),
    "reason without a sentence": (
        "reasons.yaml",
        "NO_BOAT:",
        "NO_BOATS:",
        (
            'rules/crossing.yaml:26: The reason "NO_BOAT" has no text. '
            'Add its sentence to "reasons.yaml".'
        ),
    ),
    "missing Arabic": (
        "reasons.yaml",
        ", ar: للجيران فقط.",
        "",
        'lummer/reasons.yaml:6: "STRANGER" has no translation into "ar". Translate it.',
    ),
    "sentence with an unknown figure": (
        "reasons.yaml",
        "At most {heaviest_load}",
        "At most {heavy}",
        (
            'lummer/reasons.yaml:1: "TOO_HEAVY" speaks of the value "heavy", which does not exist. '
            "Name a value, or write the words out."
        ),
    ),
    "condition without paragraph": (
        "rules/crossing.yaml",
        "          law: § 8 Bridge Act\n",
        "",
        (
            'rules/crossing.yaml:13: "law" is missing; it needs a text. '
            'Write for example "law: § 18g Abs. 3 AufenthG".'
        ),
    ),
    "nothing said of the time before": (
        "rules/crossing.yaml",
        "before_first: no_such_law",
        "before_first: who_knows",
        (
            'rules/crossing.yaml:19: What was before the first version of "ferry" is not said. '
            "Write one of: not_encoded, no_such_law."
        ),
    ),
    "assumption of the wrong kind": (
        "facts/travellers.yaml",
        "assumed: 0",
        "assumed: heavy",
        (
            "facts/travellers.yaml:12: This cannot be assumed: "
            "'heavy' is not a number from 0 upwards (write for example 24 or 50700.00)."
        ),
    ),
    "fact without a question": (
        "facts/travellers.yaml",
        "  ask: {de: Mit Führer?, en: With a guide?, ar: مع مرشد؟}\n",
        "",
        'facts/travellers.yaml:37: "ask" is missing; it needs texts. Write it in de, en, ar.',
    ),
    "value without source": (
        "values/toll.yaml",
        "source: gazette",
        "source: null",
        (
            "values/toll.yaml:4: The value has no source. "
            'Give "source: {title: …, url: …}", or the word of an entry in sources.yaml.'
        ),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(tmp_path: Path, fault: str) -> None:
    file, right, wrong, message = FAULTS[fault]

    assert message in problems_with(tmp_path, file, right, wrong)
