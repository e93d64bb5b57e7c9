"""The command check-residence: answers, refusals, languages, drafts, and a quick start."""

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from welcome_office.cli import main

MARKETING = {
    "as_of": "2026-11-21",
    "language": "de",
    "facts": {
        "nationality": "IN",
        "birth_date": "1990-05-01",
        "qual_type": "academic",
        "qual_state": "equivalent",
        "qual_years": 4,
        "qual_date": "2014-07-01",
        "isco08": "2431",
        "salary": 50700.00,
    },
    "pathways": None,
    "assume_defaults": True,
}


def run(document: object, *options: str) -> Result:
    raw = document if isinstance(document, str) else json.dumps(document)
    return CliRunner().invoke(main, ["check-residence", *options], input=raw)


def answer(document: object, *options: str) -> Any:
    result = run(document, *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_answer_has_exactly_the_agreed_form() -> None:
    found = answer({**MARKETING, "pathways": ["bluecard_shortage"]})

    version = found.pop("rules_version")
    assert (len(version), version.isalnum()) == (12, True)
    assert found == {
        "as_of": "2026-11-21",
        "points": None,
        "pathways": [
            {
                "id": "bluecard_shortage",
                "name": "Blaue Karte EU für Engpassberufe",
                "status": "closed",
                "reasons": [
                    {
                        "code": "NOT_SHORTAGE",
                        "cite": "§ 18g Abs. 1 Satz 2 Nr. 1 AufenthG",
                        "text": "Ihr Beruf steht nicht auf der Liste der Engpassberufe.",
                    }
                ],
                "missing": [],
                "entitlement": "anspruch",
                "ba": "required",
                "visa": None,
            }
        ],
        "ask_next": [],
    }


def test_all_pathways_come_in_the_order_of_the_law() -> None:
    found = answer(MARKETING)

    ids = [pathway["id"] for pathway in found["pathways"]]
    assert len(ids) == 41
    assert ids[:5] == [
        "eu_freemovement",
        "swiss_freemovement",
        "uk_withdrawal_agreement",
        "s18a",
        "s18b",
    ]
    assert ids[-1] == "s81a_procedure"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Gehalt muss mindestens 45.934,20 Euro im Jahr betragen."),
        ("en", "The salary must be at least 45,934.20 euros a year."),
        ("ar", "يجب ألا يقل الراتب عن 45,934.20 يورو في السنة."),
    ],
)
def test_reasons_speak_the_language_with_the_figures_of_the_day(language: str, text: str) -> None:
    poor = {**MARKETING["facts"], "salary": 30000, "isco08": "2512"}  # type: ignore[dict-item]  # a literal of mixed values
    request = {**MARKETING, "language": language, "facts": poor, "pathways": ["bluecard_shortage"]}

    found = answer(request)

    assert [reason["text"] for reason in found["pathways"][0]["reasons"]] == [text]


def test_what_is_missing_most_often_is_asked_first() -> None:
    found = answer(
        {
            "as_of": "2026-11-21",
            "facts": {"nationality": "IN"},
            "pathways": ["s18a", "s16d_5", "s16d_6"],
        }
    )

    assert found["ask_next"] == [
        "german_level",
        "qual_type",
        "qual_state",
        "birth_date",
        "salary",
        "exam_invitation",
        "qualification_analysis_promised",
    ]


def test_a_version_says_how_it_differs_from_the_pathway() -> None:
    found = answer({**MARKETING, "as_of": "2023-11-17", "pathways": ["s18b", "eu_freemovement"]})

    told = [(p["id"], p["entitlement"], p["ba"], p["visa"]) for p in found["pathways"]]
    assert told == [
        ("eu_freemovement", "anspruch", "none", "none"),
        ("s18b", "kann", "required", None),
    ]


def test_a_draft_is_marked_in_the_text_and_warned_of_beside_the_answer() -> None:
    result = run({**MARKETING, "as_of": "2027-02-01", "pathways": ["bluecard_standard"]})

    reason = json.loads(result.stdout)["pathways"][0]["reasons"][0]
    assert reason["text"] == "Das Gehalt muss mindestens 53.100 (Entwurf) Euro im Jahr betragen."
    assert result.stderr == "warning: only drafts on 2027-02-01: salary_blue_card\n"


def test_the_same_question_has_the_same_answer() -> None:
    assert run(MARKETING).stdout == run(MARKETING).stdout


def test_pretty_indents_the_same_answer() -> None:
    pretty = run(MARKETING, "--pretty").stdout

    assert pretty.startswith('{\n  "as_of"')
    assert json.loads(pretty) == answer(MARKETING)


def test_a_calculation_answers_with_its_own_keys() -> None:
    given = {"move_in": "2026-11-21", "nationality": "IN"}

    assert answer(given, "--calculate", "anmeldung") == {
        "latest_nominal": "2026-12-05",
        "latest_effective": "2026-12-07",
    }


@pytest.mark.parametrize(
    ("document", "options", "line"),
    [
        ("{", (), "request: is not JSON: Expecting property name enclosed in double quotes"),
        ({"as_of": "soon"}, (), "as_of: 'soon' is not a day (write for example 2026-01-31)"),
        (
            {"as_of": "2026-11-21", "facts": {"a\nb": 1}},
            (),
            'facts.a b: unknown fact "a b" (known: nationality,',
        ),
        ({}, ("--calculate", "tax"), '--calculate: unknown topic "tax" (known: title_duration,'),
    ],
)
def test_a_refusal_is_one_line_on_standard_error(
    document: object, options: tuple[str, ...], line: str
) -> None:
    result = run(document, *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1


def test_the_command_starts_without_reading_yaml_or_django() -> None:
    program = (
        "import sys; from welcome_office.cli import main; main(standalone_mode=False);"
        "print({'yaml', 'django', 'msgspec'} & set(sys.modules), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, "check-residence"],
        input=json.dumps(MARKETING),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == "set()\n"
