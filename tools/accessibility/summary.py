"""Puts together what browsers saw, page by page."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.urls import Resolver404, resolve
from django.utils import translation

from welcome_office import __version__

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "package.json"
Look = dict[str, Any]


def read_looks(folder: Path) -> list[Look]:
    """Every look of a run, in no order."""
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def summary(looks: Iterable[Look], *, pages: frozenset[str]) -> dict[str, Any]:
    """What the statement says of a run: how often each page was looked at, and what was found."""
    of_page = defaultdict[str, list[Look]](list)
    for look in looks:
        of_page[page_at(look["path"])].append(look)
    seen = {name: _of_one(of_page[name]) for name in sorted(of_page.keys() & pages)}
    return {
        "tested_on": datetime.now(UTC).date().isoformat(),
        "version": __version__,
        "commit": _commit(),
        "tool": f"axe-core {json.loads(AXE.read_text('utf-8'))['version']}",
        "pages": seen,
        "not_looked_at": sorted(pages - seen.keys()),
    }


def page_at(path: str) -> str:
    """The name of the page at an address; none for an address that does not exist."""
    # Each language has addresses of its own, and knows only these.
    with translation.override(translation.get_language_from_path(path) or "de"):
        try:
            return resolve(path).view_name
        except Resolver404:
            return ""


def _of_one(looks: list[Look]) -> dict[str, Any]:
    return {
        "looks": len(looks),
        "languages": sorted({look["language"] for look in looks}),
        "widths": sorted({look["width"] for look in looks}),
        "problems": sorted({problem for look in looks for problem in look["problems"]}),
    }


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"],  # noqa: S607 - whichever git the developer has
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return said.stdout.strip()
