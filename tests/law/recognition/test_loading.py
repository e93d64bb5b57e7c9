"""Mistakes in the tables are told all at once, with file and line; a Land is a folder."""

from pathlib import Path

import pytest

from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import PREPARED, load_law
from welcome_office.law.recognition.routing import Assigned
from welcome_office.lawbook.problems import LawError

ROUTING = (
    "route,role,when,method,argument,unrouted,from,to,warning,source,checked,confidence\n"
    "*,advises,,always,HAUS,ask,2024-01-01,,,OK,2026-01-01,high\n"
)
BODIES = (
    "body,name_de,name_en,seat,address,phone,email,web,from,to,source,checked,confidence\n"
    "HAUS,Willkommenshaus Auenstadt,Welcome House,Auenstadt,,,,,2024-01-01,,OK,2026-01-01,high\n"
    "KAMMER,Kammer Auenland,Chamber,Auenstadt,,,,,2024-01-01,,OK,2026-01-01,high\n"
)
MUNICIPALITIES = (
    "topic,municipality,body,from,to,source,checked,confidence\n"
    "craft_chamber,Auenstadt,KAMMER,2024-01-01,,OK,2026-01-01,high\n"
)


def _land(folder: Path, **tables: str) -> Path:
    land = folder / "auenland"
    land.mkdir()
    for name, text in {"bodies": BODIES, "routing": ROUTING, **tables}.items():
        (land / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_another_land_is_another_folder(tmp_path: Path) -> None:
    craft = "R-HWK,decides,,by_link,craft_chamber,ask,2024-01-01,,,OK,2026-01-01,high\n"
    laender = _land(tmp_path, routing=ROUTING + craft, municipalities=MUNICIPALITIES)
    facts = Facts(trained_in="BA", citizenship="BA", lives_in="Auenstadt", works_in="Auenstadt")

    law = load_law("auenland", laender=laender)
    finding = find(law, "O076", facts, day=PREPARED)

    assert finding.ruling.bodies == (Assigned("decides", "KAMMER"), Assigned("advises", "HAUS"))
    assert finding.ruling.decision_months == 3


def test_occupation_without_rules_in_a_land_gets_no_invented_answer(tmp_path: Path) -> None:
    law = load_law("auenland", laender=_land(tmp_path))

    finding = find(law, "O029", Facts(trained_in="TR"), day=PREPARED)

    assert finding.regulated is None
    assert finding.ruling.bodies == (Assigned("decides", None), Assigned("advises", "HAUS"))
    assert [warning.text for warning in finding.ruling.warnings] == ["warning_no_rule"]


def test_every_mistake_is_told_with_file_and_line(tmp_path: Path) -> None:
    mistakes = (
        "R-X,decides,,always,KAMMER,ask,2024-13-01,,,OK,2026-01-01,high\n"
        "R-Y,decides,,always,KAMMER,ask,2024-01-01,2023-01-01,,,2026-01-01,sure\n"
        "R-Z,decides,,always\n"
    )
    laender = _land(tmp_path, routing=ROUTING + mistakes)

    with pytest.raises(LawError) as error:
        load_law("auenland", laender=laender)

    assert [str(problem) for problem in error.value.problems] == [
        'auenland/routing.csv:3: "2024-13-01" in "from" is no day. Write a day as 2026-01-31.',
        (
            'auenland/routing.csv:4: "sure" is no confidence. '
            "Use one of: verified, high, medium, low, draft, unknown."
        ),
        (
            "auenland/routing.csv:4: It ends on 2023-01-01, before it begins. "
            "Let it end on or after its first day."
        ),
        'auenland/routing.csv:4: The value has no source. Fill "source".',
        (
            "auenland/routing.csv:5: The line has 4 cells, not 12. "
            "Put text with commas in double quotes."
        ),
    ]


def test_word_that_means_nothing_is_a_mistake(tmp_path: Path) -> None:
    strange = "R-X,rules,on_sundays,by_lot,NOBODY,ask,2024-01-01,,,OK,2026-01-01,high\n"
    laender = _land(tmp_path, routing=ROUTING + strange)

    with pytest.raises(LawError) as error:
        load_law("auenland", laender=laender)

    assert [problem.what for problem in error.value.problems] == [
        '"by_lot" is not known.',
        '"rules" is not known.',
        '"on_sundays" is not known.',
    ]


def test_rules_of_the_land_in_the_house_load() -> None:
    law = load_law()

    assert len(law.occupations) == 109
    assert len(law.countries) == 250
    assert set(law.tracks) == set(law.occupations)
