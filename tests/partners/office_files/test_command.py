"""`check-office` as the office's administrator runs it."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from welcome_office.partners.office_files.command import check_office

OFFICES = Path(__file__).resolve().parents[2] / "offices"


def test_files_in_order_are_said_to_be_so() -> None:
    result = CliRunner().invoke(check_office, [str(OFFICES / "lindhafen")])

    assert (result.exit_code, result.output.endswith("is in order.\n")) == (0, True)


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    shutil.copytree(OFFICES / "lindhafen", folder)
    partners = folder / "partners.yaml"
    partners.write_text(partners.read_text(encoding="utf-8").replace("kind: core", "kind: cor", 1))

    result = CliRunner().invoke(check_office, [str(folder)])

    assert result.exit_code == 1
    assert "partners.yaml" in result.output
    assert "cor" in result.output
