"""Loads which errands a plan contains, for whom and why, and the days that must not be missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from welcome_office.law.errands import ALWAYS, Errand, Text, When, load_errands
from welcome_office.law.errands.care.blocks import mark_outdated
from welcome_office.law.errands.care.records import read_records
from welcome_office.law.errands.parts import read_when
from welcome_office.law.errands.reading import Entry, nearest
from welcome_office.law.errands.when import YES_NO
from welcome_office.lawbook.fields import NEWCOMER_LANGUAGES
from welcome_office.lawbook.problems import Problems
from welcome_office.lawbook.reading import read_file

ForWhom = Literal["everybody", "adults", "first", "children", "school_age", "small_children"]
Anchor = Literal["now", "arrival", "move_in"]
GuardId = Literal[
    "visa_ends", "permit_ends", "certificate_ends", "visa_free_stay", "passport_ends",
    "notice_final",
]  # fmt: skip

# Which German text each translation was made from.
NOTED = Path(__file__).with_name("translated.csv")

# What a plan asks beyond what papers depend on; each is yes, no or not known.
PLAN_FACTS = (
    "applied", "has_baby", "has_blocked_account", "has_car", "has_dog", "has_home", "has_licence",
    "has_permit", "insured", "learned_abroad", "low_income", "needs_conduct", "permit_ends",
    "school_children", "small_children", "wants_german",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One reason to have an errand, and for whom it holds."""

    why: Text
    when: When = ALWAYS


@dataclass(frozen=True, kw_only=True)
class StepRule:
    """How one errand comes into a plan; without rules never by itself.

    `takes` are days from the beginning of the step to its end, at least and at most.
    """

    errand: Errand
    rules: tuple[Rule, ...] = ()
    whom: ForWhom = "first"
    anchor: Anchor = "arrival"
    takes: tuple[int, int] = (0, 0)
    before_travel: bool = False
    by_yourself: bool = False


@dataclass(frozen=True, kw_only=True)
class GuardRule:
    """What to say about a day that must not be missed; `warn` are days before it."""

    id: GuardId
    warn: int
    norm: str
    text: Text


@dataclass(frozen=True)
class ArrivalRules:
    """All that decides about plans, in the order of the catalogue."""

    steps: Mapping[str, StepRule]
    guards: Mapping[GuardId, GuardRule]


@cache
def load_rules() -> ArrivalRules:
    """Read the rules of this package once per process."""
    rules = read_rules(Path(__file__).parent, load_errands())
    records = read_records(NOTED)
    return ArrivalRules(mark_outdated(rules.steps, records), mark_outdated(rules.guards, records))


def read_rules(folder: Path, errands: Mapping[str, Errand]) -> ArrivalRules:
    """Read `steps.yaml` and `guards.yaml` of a folder.

    Raises `LawError` with every unknown or missing errand, name and translation, and its line.
    """
    problems = Problems()
    steps = Entry(read_file(folder / "steps.yaml", problems), problems)
    read = [_read_step(entry, errands) for entry in steps.entries("steps")]
    found = {each.errand.id: each for each in read if each is not None}
    for name in errands:
        if name not in found:
            steps.wrong("steps", f'errand "{name}" is missing.', "Name it, with or without rules.")
    guards = Entry(read_file(folder / "guards.yaml", problems), problems)
    known = {each.id: each for each in map(_read_guard, guards.entries("guards"))}
    for guard in get_args(GuardId):
        if guard not in known:
            guards.wrong("guards", f'"{guard}" is missing.', "Write its text in all languages.")
    problems.stop_if_any()
    ordered = {name: found[name] for name in errands}
    return ArrivalRules(MappingProxyType(ordered), MappingProxyType(known))


def _read_step(entry: Entry, errands: Mapping[str, Errand]) -> StepRule | None:
    name = entry.word("errand")
    if name not in errands:
        entry.wrong("errand", f'there is no errand "{name}".', nearest(name, errands))
        return None
    if "rules" not in entry:
        entry.finish()
        return StepRule(errand=errands[name])
    step = StepRule(
        errand=errands[name],
        rules=tuple(_read_rule(each) for each in entry.entries("rules")),
        whom=entry.one_of("for", get_args(ForWhom)),
        anchor=entry.one_of("from", get_args(Anchor)),
        takes=_read_takes(entry),
        before_travel="before_travel" in entry and entry.yes_no("before_travel"),
        by_yourself="by_yourself" in entry and entry.yes_no("by_yourself"),
    )
    entry.finish()
    return step


def _read_rule(entry: Entry) -> Rule:
    rule = Rule(
        why=entry.text("why", languages=NEWCOMER_LANGUAGES),
        when=read_when(entry, yes_no=(*YES_NO, *PLAN_FACTS)),
    )
    entry.finish()
    return rule


def _read_takes(entry: Entry) -> tuple[int, int]:
    if "takes" not in entry:
        return (0, 0)
    inside = entry.entry("takes")
    least, most = inside.whole("from"), inside.whole("to")
    if most < least:
        inside.wrong("to", f"it is less than {least}.", "Swap them.")
    inside.finish()
    return (least, max(least, most))


def _read_guard(entry: Entry) -> GuardRule:
    guard = GuardRule(
        id=entry.one_of("id", get_args(GuardId)),
        warn=entry.whole("warn"),
        norm=entry.word("norm"),
        text=entry.text("text", languages=NEWCOMER_LANGUAGES),
    )
    entry.finish()
    return guard
