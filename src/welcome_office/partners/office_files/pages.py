"""Reads the text pages of an office and takes their plain Markdown apart."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from welcome_office.law.errands import Text
from welcome_office.law.errands.reading import nearest
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.partners.office_files.model import Page

# Every office has these pages, one file per language: texts/de/imprint.md
PAGES = ("imprint", "privacy", "accessibility", "easy", "directions", "hours")
BlockKind = Literal["heading", "paragraph", "list"]
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Piece:
    """A run of words; with a target it is a link."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class PageBlock:
    """A heading, a paragraph or a list; each item is a line of words and links."""

    kind: BlockKind
    items: tuple[tuple[Piece, ...], ...]


def blocks_of(body: str) -> tuple[PageBlock, ...]:
    """Take a page apart into headings (##), lists (-) and paragraphs, with [words](links)."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", body) if part.strip()]
    return tuple(_block(part.splitlines()) for part in paragraphs)


def read_pages(folder: Path, problems: Problems, *, languages: tuple[str, ...]) -> tuple[Page, ...]:
    """Read texts/<language>/<page>.md; every page exists in every language of the office."""
    for path in sorted(folder.glob("texts/*/*.md")):
        if path.stem not in PAGES:
            what = f'no page is called "{path.stem}".'
            problems.add(_place(path, 1), what, nearest(path.stem, PAGES))
    return tuple(_read_page(folder, name, problems, languages=languages) for name in PAGES)


def _read_page(folder: Path, name: str, problems: Problems, *, languages: tuple[str, ...]) -> Page:
    titles, bodies = {}, {}
    for language in languages:
        path = folder / "texts" / language / f"{name}.md"
        if not path.exists():
            problems.add(_place(path, 1), "the page is missing.", "Write it.")
            continue
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
        if not first.startswith("# "):
            problems.add(_place(path, 1), "the page has no title.", 'Begin it with "# …".')
        titles[language] = first.removeprefix("# ").strip()
        bodies[language] = rest.strip()
        _check_body(path, bodies[language], problems)
    return Page(id=name, title=Text.from_mapping(titles), body=Text.from_mapping(bodies))


def _check_body(path: Path, body: str, problems: Problems) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if number > 1 and re.match(r"(#|###|>|\*|\d+\.|```|\|)\s", line):
            what = f'"{line.split()[0]}" is not understood on these pages.'
            problems.add(_place(path, number), what, 'Use "## ", "- " and plain paragraphs.')
    if not body:
        problems.add(_place(path, 1), "the page has only a title.", "Write its text.")


def _place(path: Path, line: int) -> Place:
    return Place("/".join(path.parts[-4:]), line)


def _block(lines: list[str]) -> PageBlock:
    if lines[0].startswith("## "):
        return PageBlock("heading", (_pieces(lines[0].removeprefix("## ")),))
    if all(line.startswith("- ") for line in lines):
        return PageBlock("list", tuple(_pieces(line.removeprefix("- ")) for line in lines))
    return PageBlock("paragraph", (_pieces(" ".join(lines)),))


def _pieces(words: str) -> tuple[Piece, ...]:
    pieces, last = [], 0
    for link in _LINK.finditer(words):
        if link.start() > last:
            pieces.append(Piece(words[last : link.start()]))
        pieces.append(Piece(link[1], link[2]))
        last = link.end()
    if last < len(words):
        pieces.append(Piece(words[last:]))
    return tuple(pieces)
