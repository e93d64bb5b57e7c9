"""What a server gets is complete, and what is said about it is true."""

import json
from pathlib import Path

import pytest
from tools.audit import weaknesses
from tools.dist import LOCK, licence_lines, run, write_bill_of_materials, write_digests

NAMES = {line.split("==")[0] for line in LOCK.read_text().splitlines() if "==" in line[:40]}


def test_every_locked_package_says_its_licence() -> None:
    lines = list(licence_lines(LOCK.read_text()))

    silent = [line for line in lines if line.strip().endswith(":")]
    assert (len(lines) > 40, silent) == (True, [])
    assert any(line.startswith("django 5.2") and "BSD" in line for line in lines)


def test_the_bill_of_materials_names_every_locked_package(tmp_path: Path) -> None:
    write_bill_of_materials(tmp_path / "sbom.json")

    listed = json.loads((tmp_path / "sbom.json").read_text())

    assert listed["bomFormat"] == "CycloneDX"
    assert {component["name"] for component in listed["components"]} >= NAMES


def test_digests_are_those_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")

    write_digests(tmp_path)

    assert (tmp_path / "SHA256SUMS").read_text() == (
        "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  a\n"
    )


def test_a_program_that_fails_is_told_with_its_words() -> None:
    with pytest.raises(SystemExit, match="no-such-subject"):
        run("git", "log", "no-such-subject")


def test_known_weaknesses_are_told_and_silence_is_counted() -> None:
    answer = {
        "dependencies": [
            {"name": "weak", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]},
            {"name": "sound", "version": "1", "vulns": []},
            {"name": "unknown", "skip_reason": "not found"},
        ]
    }

    assert weaknesses(answer) == (["weak 1: X-1, mended in ['2']"], 2, 1)
