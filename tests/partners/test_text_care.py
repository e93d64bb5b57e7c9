"""Which texts are due, and the command that notes what was compared."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner, Result
from tests.factories import TOWN, text

from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.care_command import content
from welcome_office.partners.text_care import REVIEW_AFTER, due_texts

OFFICES = Path(__file__).resolve().parents[2] / "offices"
TODAY = date(2026, 11, 22)
EASY = "texts/{}/easy_language.md"


def town_called(**differently: object) -> OfficeFile:
    name = replace(text("Office", "Büro", "مكتب"), **differently)  # type: ignore[arg-type] # fields of Text
    return replace(TOWN, office=replace(TOWN.office, name=name))


def reason_of_name(file: OfficeFile) -> str:
    due = {each.block.id: each.reason for each in due_texts(file, today=TODAY)}
    return due.get("musterstadt/office/name", "")


def test_text_is_due_for_the_most_urgent_reason() -> None:
    old = TODAY - REVIEW_AFTER - timedelta(days=1)

    assert reason_of_name(town_called(outdated=("ar",), checked=old)) == "outdated"
    assert reason_of_name(town_called()) == "never"
    assert reason_of_name(town_called(checked=old)) == "old"
    assert reason_of_name(town_called(checked=TODAY)) == ""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(content, list(arguments))


def test_changed_german_section_is_told_until_somebody_compared_it(tmp_path: Path) -> None:
    folder = tmp_path / "bochum"
    shutil.copytree(OFFICES / "bochum", folder)
    run(str(folder), "--note")
    page = folder / EASY.format("de")
    page.write_text(page.read_text("utf-8").replace("kein Passwort", "kein Kennwort"), "utf-8")

    before = run(str(folder))
    block = before.output.split(" [")[0]
    after = run(str(folder), "--still-right", block)

    assert (before.exit_code, after.exit_code) == (1, 0)
    assert f"{block} [ar] is older than the German text" in before.output
    assert block.startswith("bochum/pages/easy_language/body#")
