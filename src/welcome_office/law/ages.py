"""How long ago somebody last compared the law's files with their sources."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

LAW = Path(__file__).parent
KINDS = ("errands", "recognition", "residence")
CHECKED = re.compile(r"\bchecked:\s*(\d{4}-\d{2}-\d{2})")


class Checks(NamedTuple):
    """The days on which values were checked: the first one that still counts, and the last."""

    oldest: date
    newest: date


def checks_of_law() -> Mapping[str, Checks]:
    """For each kind of law, when its values were checked."""
    days = {kind: list(_checked_days(LAW / kind)) for kind in KINDS}
    return {kind: Checks(min(found), max(found)) for kind, found in days.items()}


def _checked_days(folder: Path) -> Iterator[date]:
    for path in folder.rglob("*.yaml"):
        yield from map(date.fromisoformat, CHECKED.findall(path.read_text(encoding="utf-8")))
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("checked"):
                    yield date.fromisoformat(row["checked"])
