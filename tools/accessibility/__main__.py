"""Keeps the statement of accessibility in step with the pages that there are.

python -m tools.accessibility          let browsers go through all pages, write down what they found
python -m tools.accessibility list     only take over which pages there are: new ones count as not
                                       looked at
python -m tools.accessibility check    say which pages the statement does not know (`make check`)
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.accessibility.pages import all_pages
from tools.accessibility.summary import read_looks, summary
from welcome_office.accessibility.statement import RESULTS

JOURNEYS = ("tests/journeys", "-m", "journey", "-q", "-n", "2", "--dist", "worksteal")


def main(*arguments: str) -> None:
    """Renew the results, or compare them with the pages."""
    pages = all_pages()
    if arguments == ("check",):
        _compare(pages)
    elif arguments == ("list",):
        known = json.loads(RESULTS.read_text(encoding="utf-8"))
        looked = {name: found for name, found in known["pages"].items() if name in pages}
        _write({**known, "pages": looked, "not_looked_at": sorted(pages - looked.keys())})
    else:
        with tempfile.TemporaryDirectory() as folder:
            said = {**os.environ, "ACCESSIBILITY_LOOKS": folder}
            ended = subprocess.run(
                [sys.executable, "-m", "pytest", *JOURNEYS, *arguments], env=said, check=False
            )
            _write(summary(read_looks(Path(folder)), pages=pages))
        sys.exit(ended.returncode)


def _compare(pages: frozenset[str]) -> None:
    known = json.loads(RESULTS.read_text(encoding="utf-8"))
    there = known["pages"].keys() | set(known["not_looked_at"])
    if there != pages:
        differing = ", ".join(sorted(there ^ pages))
        sys.exit(
            f"The statement of accessibility is out of date: {differing}. Pages: run"
            " `python -m tools.accessibility` (minutes, with a browser) or, to look at them later,"
            " `python -m tools.accessibility list`. No pages: name them in"
            " tools/accessibility/no_pages.txt."
        )


def _write(results: dict[str, object]) -> None:
    text = json.dumps(results, ensure_ascii=False, indent=1)
    RESULTS.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
