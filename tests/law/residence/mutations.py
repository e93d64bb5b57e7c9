"""Measures how many small mistakes in the law's files some worked case would catch.

    python -m tests.law.residence.mutations      every mistake by kind, and those nobody notices

A mistake the loader refuses counts as caught. Takes some minutes.
"""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.law.residence.case_files import Case, all_calculations, all_cases, all_figures, figure

from welcome_office.law.residence.calculations import calculate
from welcome_office.law.residence.law import FOLDER, ResidenceLaw, read_residence_law, residence_law
from welcome_office.law.residence.request import RequestError
from welcome_office.lawbook.book import Book
from welcome_office.lawbook.problems import LawError

LAW_FILES = ("rules/*.yaml", "shared.yaml", "points.yaml", "values/*.yaml", "facts/*.yaml")
# Figures that pages show but no pathway or calculation reads have nothing to be caught by.
SHOWN_ONLY = ("values/fees.yaml", "values/livelihood.yaml", "values/time_limits.yaml")
LEVELS = ["A1", "A2", "B1", "B2", "C1"]


@dataclass(frozen=True)
class Mutant:
    """One mistake: where it is, of which kind, and the file with it."""

    file: str
    line: int
    kind: str
    told: str
    text: str


def mutants(folder: Path) -> Iterator[Mutant]:
    """All mistakes of all kinds in the files of a law folder."""
    for pattern in LAW_FILES:
        for path in sorted(folder.glob(pattern)):
            file = path.relative_to(folder).as_posix()
            if file not in SHOWN_ONLY:
                yield from _mutants_of(file, path.read_text(encoding="utf-8").splitlines())


def _mutants_of(file: str, lines: list[str]) -> Iterator[Mutant]:
    conditions = _condition_lines(lines)
    for number, line in enumerate(lines):
        changes = [*_changes(line), *(_in_condition(line) if number in conditions else ())]
        for kind, changed in changes:
            text = "\n".join([*lines[:number], changed, *lines[number + 1 :]])
            yield Mutant(file, number + 1, kind, changed.strip(), text)
        yield from _dropped(file, lines, number)
        yield from _shifted(file, lines, number)


def _condition_lines(lines: list[str]) -> set[int]:
    """The lines on which conditions stand, also those that run over several lines."""
    found = set()
    inside = False
    for number, line in enumerate(lines):
        inside = "when:" in line or (inside and not re.match(r"\s+(law|otherwise):", line))
        if inside or "derived:" in line:
            found.add(number)
    return found


def _changes(line: str) -> Iterator[tuple[str, str]]:
    """One line, wrong in one way."""
    for match in re.finditer(r"(share: |value: |points: |assumed: )(\S+?)(?=[,} ]|$)", line):
        for wrong in _other_content(match[2]):
            yield "number or assumption", line[: match.start(2)] + wrong + line[match.end(2) :]
    for match in re.finditer(r"value: \[(.*)\]", line):
        yield from _without_members(line, match)


def _in_condition(line: str) -> Iterator[tuple[str, str]]:
    flips = {">=": (">", "<"), "<=": ("<",), " < ": (" <= ", " >= ")}
    for sign, others in flips.items():
        for other in others if sign in line else ():
            yield "comparison", line.replace(sign, other, 1)
    words = {" and ": " or ", " or ": " and ", "not ": "", " is not ": " is ", " not in ": " in "}
    for match in re.finditer(r" and | or |(?<!is )not (?!in)", line):
        wrong = words[match[0]]
        yield "word", line[: match.start()] + wrong + line[match.end() :]
    if re.search(r" is (?!not)", line):
        yield "word", line.replace(" is ", " is not ", 1)
    yield from _other_numbers(line)
    for match in re.finditer(r"\(([^()]*)\)", line):
        yield from _without_members(line, match)


def _without_members(line: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The line without one member of its list; a list of one stays as it is."""
    members = match[1].split(", ")
    for place in range(len(members) if len(members) > 1 else 0):
        kept = ", ".join(members[:place] + members[place + 1 :])
        yield "list member", line[: match.start(1)] + kept + line[match.end(1) :]


def _other_numbers(line: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"(?<=[<>=] )\d+$|(?<=[<>=] )\d+(?= )|(?<=within )\d+", line):
        for wrong in (int(match[0]) + 1, int(match[0]) - 1):
            yield "number or assumption", line[: match.start()] + str(wrong) + line[match.end() :]
    for match in re.finditer(r"\d{4}-\d\d-\d\d", line):
        for day in _neighbours(match[0]):
            yield "date", line[: match.start()] + day + line[match.end() :]
    for match in re.finditer(r"(?<=>= )(A1|A2|B1|B2|C1)", line):
        place = LEVELS.index(match[0])
        for level in LEVELS[max(place - 1, 0) : place] + LEVELS[place + 1 : place + 2]:
            yield "number or assumption", line[: match.start()] + level + line[match.end() :]


def _other_content(content: str) -> Iterator[str]:
    opposites = {"true": "false", "false": "true", "abroad": "germany", "2/3": "3/5"}
    if content in opposites:
        yield opposites[content]
    elif re.fullmatch(r"\d+", content):
        yield from (str(int(content) + 1), str(int(content) - 1))
    elif re.fullmatch(r"\d+\.\d+", content):
        yield from (f"{float(content) + 0.1:.1f}", f"{float(content) - 0.1:.1f}")


def _dropped(file: str, lines: list[str], number: int) -> Iterator[Mutant]:
    """The file without the condition that begins on a line."""
    line = lines[number]
    if not re.match(r"^ +- (when|use):", line):
        return
    indent = len(line) - len(line.lstrip())
    end = number + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    text = "\n".join(lines[:number] + lines[end:])
    yield Mutant(file, number + 1, "dropped condition", line.strip(), text)


def _shifted(file: str, lines: list[str], number: int) -> Iterator[Mutant]:
    """The file with the first day of a version moved, and the day before along with it."""
    match = re.search(r"from: (\d{4}-\d\d-\d\d)", lines[number])
    if match is None:
        return
    eve = (date.fromisoformat(match[1]) - timedelta(days=1)).isoformat()
    for first, last in zip(_neighbours(match[1]), _neighbours(eve), strict=True):
        changed = lines.copy()
        changed[number] = changed[number].replace(match[1], first)
        for earlier in range(max(number - 60, 0), number):
            changed[earlier] = changed[earlier].replace(f"to: {eve}", f"to: {last}")
        yield Mutant(file, number + 1, "date", f"from: {first}", "\n".join(changed))
    ends = re.search(r"to: (\d{4}-\d\d-\d\d)", lines[number + 1] if number + 1 < len(lines) else "")
    for last in _neighbours(ends[1]) if ends else ():
        changed = [*lines[: number + 1], lines[number + 1].replace(ends[1], last)] if ends else []
        yield Mutant(
            file, number + 2, "date", f"to: {last}", "\n".join(changed + lines[number + 2 :])
        )


def _neighbours(day: str) -> tuple[str, str]:
    found = date.fromisoformat(day)
    return tuple((found + timedelta(days=days)).isoformat() for days in (1, -1))  # type: ignore[return-value]  # two of them


@dataclass
class Examples:
    """Everything that can notice a mistake; what noticed the last one is tried first."""

    cases: list[Case]
    calculations: list[tuple[str, dict[str, Any], dict[str, Any]]]
    figures: list[tuple[str, date, Any]]

    def notice(self, law: ResidenceLaw) -> bool:
        """Whether some example finds something else than it should."""
        if any(figure(law, name, day) != content for name, day, content in self.figures):
            return True
        for place, case in enumerate(self.cases):
            if case.mistakes(law):
                self.cases.insert(0, self.cases.pop(place))
                return True
        return any(
            calculate(topic, given, law) != answer for topic, given, answer in self.calculations
        )


def is_caught(folder: Path, mutant: Mutant, examples: Examples) -> bool:
    """Whether the loader refuses the mistake or some example finds something else with it."""
    path = folder / mutant.file
    right = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    try:
        data = read_residence_law(folder)
        return examples.notice(ResidenceLaw("mutant", Book(data), data))
    except (LawError, RequestError):
        return True
    finally:
        path.write_text(right, encoding="utf-8")


def copy_of_the_law(folder: Path) -> Path:
    """The law's files in a folder of their own, to be changed there."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", "compiled.json")
    return Path(shutil.copytree(FOLDER, folder / "residence", ignore=ignored))


def survivors() -> tuple[Counter[str], list[Mutant]]:
    """How many mistakes there are of each kind, and those that no case notices."""
    kinds: Counter[str] = Counter()
    unnoticed = []
    law = residence_law()
    figures = [(name, day, figure(law, name, day)) for name, day, _ in all_figures()]
    examples = Examples(all_cases(), all_calculations(), figures)
    with tempfile.TemporaryDirectory() as temporary:
        folder = copy_of_the_law(Path(temporary))
        for mutant in list(mutants(folder)):
            kinds[mutant.kind] += 1
            if not is_caught(folder, mutant, examples):
                unnoticed.append(mutant)
    return kinds, unnoticed


def main() -> None:
    kinds, unnoticed = survivors()
    missed = Counter(mutant.kind for mutant in unnoticed)
    for mutant in unnoticed:
        print(f"{mutant.file}:{mutant.line}: {mutant.kind}: {mutant.told}")
    for kind, count in sorted(kinds.items()):
        print(f"{kind:22} {count - missed[kind]:5} of {count:5} caught")
    total = kinds.total()
    print(f"{'all':22} {total - len(unnoticed):5} of {total:5} caught", end=" ")
    print(f"({(total - len(unnoticed)) / total:.1%})")


if __name__ == "__main__":
    main()
