"""Names from a table in the format of the official ESCO download."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from welcome_office.cli import main
from welcome_office.law.recognition.law import load_law
from welcome_office.law.recognition.search.esco import EscoError, import_esco, read_esco
from welcome_office.law.recognition.search.labels import Label, read_labels
from welcome_office.law.recognition.search.occupations import LABELS, find_by_name

# Invented names in the official columns; the addresses are those of cook, paediatric nurse's
# broader match, and an occupation that only its ISCO group connects with ours.
TABLE = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status\n"
    "Occupation,http://data.europa.eu/esco/occupation/90f75f67-495d-49fa-ab57-2f320e251d7e,"
    '5120,kokkelmester,"kokkelsvend\nkokkelpige",,released\n'
    "Occupation,http://data.europa.eu/esco/occupation/00000000-0000-0000-0000-000000000001,"
    "7512,brødvirker,,,released\n"
    "Occupation,http://data.europa.eu/esco/occupation/00000000-0000-0000-0000-000000000002,"
    "0110,stjernekigger,,,released\n"
)


def _table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "occupations_xx.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_exact_counterpart_gives_names_and_the_group_gives_hints(tmp_path: Path) -> None:
    found = read_esco(_table(tmp_path), load_law().occupations.values())

    assert found.labels == (
        Label("O055", "kokkelmester", "name", "imported"),
        Label("O055", "kokkelpige", "synonym", "imported"),
        Label("O055", "kokkelsvend", "synonym", "imported"),
        Label("O078", "brødvirker", "related", "imported"),
    )
    assert found.without_counterpart == 1


def test_imported_language_can_be_searched(tmp_path: Path) -> None:
    folder = tmp_path / "labels"

    found = import_esco(
        _table(tmp_path), load_law().occupations.values(), folder=folder, language="xx"
    )

    assert read_labels(folder / "xx.csv") == found.labels
    assert find_by_name("kokkelpigen", folders=(LABELS, folder))[0].subject == "O055"


def test_other_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EscoError) as error:
        read_esco(_table(tmp_path, "uri,label\na,b\n"), load_law().occupations.values())

    assert str(error.value) == (
        "occupations_xx.csv lacks the columns conceptUri, iscoGroup, preferredLabel, altLabels. "
        "Take the file occupations_xx.csv of the ESCO download (classification, CSV)."
    )


def test_command_fills_the_folder_that_the_finder_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELCOME_OFFICE_VAR", str(tmp_path))

    done = CliRunner().invoke(main, ["import-esco", "da", str(_table(tmp_path))])
    wrong = CliRunner().invoke(main, ["import-esco", "../da", str(_table(tmp_path))])

    assert done.output.startswith("4 names in ")
    assert wrong.exit_code == 2
    assert [path.name for path in (tmp_path / "labels").iterdir()] == ["da.csv"]
