"""Keeps docs/privacy in step with the declarations.

python -m tools.privacy          write the papers
python -m tools.privacy check    say which are out of date (`make check`)
"""

import sys
from pathlib import Path

from tools.privacy.papers import all_papers

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "privacy"


def main(*arguments: str) -> None:
    """Write the papers, or compare them with the declarations."""
    papers = all_papers()
    if arguments == ("check",):
        here = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
        old = sorted(
            name for name in papers.keys() | here.keys() if papers.get(name) != here.get(name)
        )
        if old:
            sys.exit(
                f"docs/privacy is out of date: {', '.join(old)}. Run `python -m tools.privacy`."
            )
        return
    FOLDER.mkdir(exist_ok=True)
    for name, text in papers.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
