"""Reads a whole law folder: facts, values, reasons, shared conditions, points and rules.

    facts/*.yaml    what may be asked, how, and what is assumed of the silent
    values/*.yaml   figures and lists with their sources
    reasons.yaml    the sentence behind every reason code
    shared.yaml     conditions that several rules use
    points.yaml     what earns points (where a law counts points)
    rules/*.yaml    the rules, in the order of file names and lines

The result is plain data, checked once; `book` works with it, `compiled` keeps it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from welcome_office.lawbook.expressions import ExpressionError, Tree, Vocabulary, parse
from welcome_office.lawbook.facts import AS_OF, READERS, Fact, FactError
from welcome_office.lawbook.fields import (
    NEWCOMER_LANGUAGES,
    plain,
    require_languages,
    require_text,
    require_versions,
)
from welcome_office.lawbook.loading import by_name, check_values
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.lawbook.reading import Block, allow_only, read_file, read_folder

OTHERWISE = "otherwise"
BEFORE_FIRST = ("not_encoded", "no_such_law")
# `then` tells what would be true after a change, `fixed` that none can be expected.
_FACT_KEYS = (
    *("kind", "unit", "options", "reachable", "assumed", "derived", "fixed"),
    *("ask", "why", "then"),
)
_CONDITION_KEYS = ("when", "law", "otherwise", "text")
_POINTS_KEYS = ("group", "points", "when", "law", "text")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")

# Checks the parts of a rule (or of one of its versions) that only its own law knows.
CheckExtras = Callable[[Block, Problems], dict[str, Any]]


@dataclass
class Draft:
    """A law folder while it is being read."""

    vocabulary: Vocabulary
    reasons: Mapping[str, Any]
    shared: Block
    problems: Problems
    conditions: list[dict[str, Any]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # names of shared conditions

    def tree(self, block: Block, key: str) -> Tree:
        """The tree of the expression under a key; a problem where it cannot be read."""
        text = require_text(block, key, self.problems, example="contract_months >= 6")
        try:
            return parse(text, self.vocabulary) if text else []
        except ExpressionError as error:
            self.problems.add(block.at(key), f'In "{text}":', str(error))
            return []

    def number_of(self, condition: dict[str, Any]) -> int:
        """The place of a condition among all; an equal one is kept only once."""
        if condition not in self.conditions:
            self.conditions.append(condition)
        return self.conditions.index(condition)


# Reads what else lies in the folder, by the names under which the law is to carry it.
ReadMore = Callable[[Path, Draft], dict[str, Any]]


def _nothing_more(_: Path, __: Draft) -> dict[str, Any]:
    return {}


def read_law(
    folder: Path, check_extras: CheckExtras, *, read_more: ReadMore = _nothing_more
) -> dict[str, Any]:
    """The law of a folder as checked plain data; LawError with every problem found."""
    problems = Problems()
    values = check_values(folder / "values", problems)
    fact_blocks = by_name(read_folder(folder / "facts", problems), problems)
    facts = {name: _check_fact(name, block, problems) for name, block in fact_blocks.items()}
    draft = Draft(
        vocabulary=Vocabulary(_facts(facts), frozenset(values)),
        reasons=_check_reasons(read_file(folder / "reasons.yaml", problems), values, problems),
        shared=read_file(folder / "shared.yaml", problems),
        problems=problems,
    )
    for name, block in fact_blocks.items():
        facts[name] |= _derived(block, draft)
    law = {
        "facts": facts,
        "values": values,
        "reasons": draft.reasons,
        "points": _check_points(read_file(folder / "points.yaml", problems), draft),
        "rules": list(_check_rules(read_folder(folder / "rules", problems), draft, check_extras)),
        "conditions": draft.conditions,
        **read_more(folder, draft),
    }
    for name in draft.shared.keys() - draft.used:
        place = draft.shared.at(name)
        problems.add(place, f'No rule uses the shared "{name}".', "Use or remove it.")
    problems.stop_if_any()
    return law


def _facts(checked: Mapping[str, Any]) -> dict[str, Fact]:
    as_of = Fact(AS_OF, "day")
    return {AS_OF: as_of, **{name: Fact.from_plain(name, fact) for name, fact in checked.items()}}


def _check_fact(name: str, block: Block, problems: Problems) -> dict[str, Any]:
    allow_only(block, _FACT_KEYS, problems)
    if block.get("kind") not in READERS:
        remedy = f"Write one of: {', '.join(READERS)}."
        problems.add(block.at("kind"), f'"{name}" has no kind.', remedy)
        return {"kind": "word"}
    for key in ("ask", "why", *(["then"] if "then" in block else [])):
        require_languages(block, key, problems, languages=NEWCOMER_LANGUAGES)
    options = block.get("options", Block(block.place))
    for option in options:
        require_languages(options, option, problems, languages=NEWCOMER_LANGUAGES)
    checked = {key: plain(block[key]) for key in block if key != "derived"}
    _check_assumed(Fact.from_plain(name, checked), block, problems)
    return checked


def _check_assumed(fact: Fact, block: Block, problems: Problems) -> None:
    if fact.assumed is None or (fact.kind == "day" and fact.assumed == AS_OF):
        return
    try:
        fact.read(fact.assumed)
    except FactError as error:
        problems.add(block.at("assumed"), "This cannot be assumed:", f"{error}.")


def _derived(block: Block, draft: Draft) -> dict[str, Any]:
    """How a fact follows from others: options with their tests, the last one otherwise."""
    rows = block.get("derived")
    if not isinstance(rows, Block):
        return {}
    return {
        "derived": [
            [option, [] if text == OTHERWISE else draft.tree(rows, option)]
            for option, text in rows.items()
        ]
    }


def _check_reasons(
    file: Block, values: Mapping[str, Any], problems: Problems
) -> dict[str, dict[str, str]]:
    reasons = {
        code: require_languages(file, code, problems, languages=NEWCOMER_LANGUAGES) for code in file
    }
    for code, texts in reasons.items():
        for name in _PLACEHOLDER.findall(" ".join(texts.values())):
            if name not in values:
                what = f'"{code}" speaks of the value "{name}", which does not exist.'
                problems.add(file.at(code), what, "Name a value, or write the words out.")
    return reasons


def _check_points(file: Block, draft: Draft) -> list[dict[str, Any]]:
    rows = []
    for name, block in file.items():
        allow_only(block, _POINTS_KEYS, draft.problems)
        require_text(block, "law", draft.problems, example="§ 20b Abs. 1 Nr. 9 AufenthG")
        text = require_languages(block, "text", draft.problems, languages=NEWCOMER_LANGUAGES)
        if not isinstance(block.get("points"), int):
            draft.problems.add(block.at("points"), f'"{name}" earns nothing.', 'Write "points: 1".')
        rows.append(
            {
                "name": name,
                "group": block.get("group", name),
                "points": block.get("points", 0),
                "when": draft.tree(block, "when"),
                "law": block.get("law"),
                "text": text,
            }
        )
    return rows


def _check_rules(
    files: Mapping[str, Block], draft: Draft, check_extras: CheckExtras
) -> Iterator[dict[str, Any]]:
    for name, block in by_name(files, draft.problems).items():
        texts = require_languages(block, "name", draft.problems, languages=NEWCOMER_LANGUAGES)
        law = require_text(block, "law", draft.problems, example="§ 18a AufenthG")
        if block.get("before_first") not in BEFORE_FIRST:
            remedy = f"Write one of: {', '.join(BEFORE_FIRST)}."
            what = f'What was before the first version of "{name}" is not said.'
            draft.problems.add(block.at("before_first"), what, remedy)
        yield {
            "id": name,
            "name": texts,
            "law": law,
            "before_first": block.get("before_first"),
            **check_extras(block, draft.problems),
            "versions": [
                {
                    **{key: plain(version[key]) for key in ("from", "to", "law") if key in version},
                    **check_extras(version, draft.problems),
                    "conditions": list(_conditions(version, draft)),
                }
                for version in require_versions(block, draft.problems)
            ],
        }


def _conditions(block: Block, draft: Draft) -> Iterator[int]:
    listed = block.get("conditions")
    if not listed:
        draft.problems.add(block.at("conditions"), "There is no condition.", "Give at least one.")
        return
    for item in listed:
        yield from _condition(item, draft, within=())


def _condition(item: Block, draft: Draft, *, within: tuple[str, ...]) -> Iterator[int]:
    if not isinstance(item, Block):
        draft.problems.add(draft.shared.place, f"{item!r} is no condition.", 'Write "when: …".')
        return
    if "use" in item:
        yield from _used(item, draft, within=within)
        return
    allow_only(item, _CONDITION_KEYS, draft.problems)
    code = require_text(item, "otherwise", draft.problems, example="CONTRACT_TOO_SHORT")
    if code and code not in draft.reasons:
        remedy = 'Add its sentence to "reasons.yaml".'
        draft.problems.add(item.at("otherwise"), f'The reason "{code}" has no text.', remedy)
    condition: dict[str, Any] = {
        "when": draft.tree(item, "when"),
        "law": require_text(item, "law", draft.problems, example="§ 18g Abs. 3 AufenthG"),
        "code": code,
    }
    if "text" in item:
        condition["text"] = require_languages(
            item, "text", draft.problems, languages=NEWCOMER_LANGUAGES
        )
    yield draft.number_of(condition)


def _used(item: Block, draft: Draft, *, within: tuple[str, ...]) -> Iterator[int]:
    name = str(item["use"])
    place: Place = item.at("use")
    if name in within:
        circle = " → ".join((*within, name))
        draft.problems.add(
            place, f"Shared conditions use each other: {circle}.", "Break the circle."
        )
        return
    if name not in draft.shared:
        known = ", ".join(draft.shared)
        draft.problems.add(place, f'There is no shared "{name}".', f"Known: {known}.")
        return
    draft.used.add(name)
    inner_conditions = draft.shared[name]
    if not isinstance(inner_conditions, list):
        draft.problems.add(draft.shared.at(name), f'"{name}" holds no conditions.', "Give one.")
        return
    for inner in inner_conditions:
        yield from _condition(inner, draft, within=(*within, name))
