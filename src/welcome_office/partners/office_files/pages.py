"""Reads the text pages of an office, in plain Markdown."""

import re
from pathlib import Path

from welcome_office.law.errands import Text
from welcome_office.law.errands.reading import nearest
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.partners.office_files.model import Page

# Every office has these pages, one file per language: texts/de/imprint.md
PAGES = (
    "imprint", "privacy", "accessibility", "easy_language", "sign_language", "opening_hours",
)  # fmt: skip
# And, where it has something of its own to say, these.
MORE_PAGES = ("payment",)
_NOT_UNDERSTOOD = re.compile(r"(#|>|\d+\.|```|\|)\s")


def read_pages(folder: Path, problems: Problems, *, languages: tuple[str, ...]) -> tuple[Page, ...]:
    """Read texts/<language>/<page>.md; a page exists in every language of the office."""
    known = PAGES + MORE_PAGES
    found = {path.stem: path for path in sorted(folder.glob("texts/*/*.md"))}
    for name in found.keys() - set(known):
        what = f'no page is called "{name}".'
        problems.add(_place(found[name], 1), what, nearest(name, known))
    wanted = [name for name in known if name in PAGES or name in found]
    return tuple(_read_page(folder, name, problems, languages=languages) for name in wanted)


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
        _check_body(path, rest, problems)
    return Page(id=name, title=Text.from_mapping(titles), body=Text.from_mapping(bodies))


def _check_body(path: Path, body: str, problems: Problems) -> None:
    for number, line in enumerate(body.splitlines(), start=2):
        if _NOT_UNDERSTOOD.match(line):
            what = f'"{line.split()[0]}" is not understood on these pages.'
            problems.add(_place(path, number), what, 'Use "## ", "- " and plain paragraphs.')
    if not body.strip():
        problems.add(_place(path, 1), "the page has only a title.", "Write its text.")


def _place(path: Path, line: int) -> Place:
    return Place("/".join(path.parts[-4:]), line)
