"""The table of promises names files that exist, and every promise has a test."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "security.md").read_text().split("## Not met")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| ASVS")
]


def named(cell: str) -> list[str]:
    return [name for name in re.findall(r"`([^`]+)`", cell) if "/" in name]


def test_every_promise_names_a_test_that_exists() -> None:
    missing = [row[0] for row in ROWS if not named(row[3])]
    gone = [name for row in ROWS for name in named(row[3]) if not (ROOT / name).exists()]

    assert (len(ROWS) > 20, missing, gone) == (True, [], [])


def test_every_file_that_keeps_a_promise_exists() -> None:
    places = (ROOT, ROOT / "src" / "welcome_office")
    gone = [
        name
        for row in ROWS
        for name in named(row[2])
        if not any((place / name).exists() for place in places)
    ]

    assert gone == []
