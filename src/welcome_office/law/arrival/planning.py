"""Makes a plan: a pure function of the answers, the day and what is done already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from welcome_office.law.arrival.answers import Answers, comers, knowledge
from welcome_office.law.arrival.choosing import Chosen, choose
from welcome_office.law.arrival.guarding import guards_of
from welcome_office.law.arrival.limits import own_limit, still_without_day
from welcome_office.law.arrival.plan import Before, Limit, Phase, Plan, PlannedStep
from welcome_office.law.arrival.rules import ArrivalRules, load_rules
from welcome_office.law.arrival.timing import Span, Task, critical_path, time_tasks
from welcome_office.law.errands.fees import fee_of_step
from welcome_office.law.errands.knowledge import holds
from welcome_office.law.errands.papers import papers_for

# What makes a step wait. "soft" only eases: it gives the order, but moves no day.
BINDING = ("hard", "practice")


def make_plan(
    answers: Answers,
    *,
    as_of: date,
    done: Iterable[str] = (),
    rules: ArrivalRules | None = None,
) -> Plan:
    """Make the plan of somebody who told this, as it stands on a day.

    Never raises for what is unknown: an unknown day makes no time limit, an unknown fact makes a
    step "only if". The same input gives the same plan. Time limits: §§ 187 to 193 BGB, § 31 VwVfG
    with the holidays of North Rhine-Westphalia. `done` are errands; others than known are ignored.
    """
    rules = rules or load_rules()
    finished = frozenset(done)
    chosen = choose(answers, rules, done=finished)
    before = {each.id: _before(each, chosen, answers) for each in chosen.values()}
    limits = {each.id: own_limit(each.rule.errand, answers) for each in chosen.values()}
    tasks = _tasks(chosen, before, limits, answers=answers, as_of=as_of)
    spans = time_tasks(tasks)
    sure = [task for task in tasks if chosen[task.id].is_sure]
    critical = critical_path(sure, start=as_of)
    planned = {
        each.id: _planned(
            each, answers, before=before[each.id], limit=_limit(each.id, spans, limits)
        )
        for each in chosen.values()
    }
    steps = [
        replace(
            step,
            earliest=spans[name].earliest if name in spans else None,
            is_critical=name in critical,
            is_done=name not in spans,
        )
        for name, step in planned.items()
    ]
    phases = _phases(chosen, before, answers)
    return Plan(
        as_of=as_of,
        answers=answers,
        steps=_ordered([replace(step, phase=phases[step.id]) for step in steps]),
        guards=guards_of(answers, rules, as_of=as_of),
        critical=critical,
    )


def _before(each: Chosen, chosen: Mapping[str, Chosen], answers: Answers) -> tuple[Before, ...]:
    """What of the plan comes before this step; one registration stands for the other."""
    known = knowledge(answers, comers(answers)[0])
    found: dict[str, Before] = {}
    for link in each.rule.errand.after:
        name = _standing_for(link.errand, chosen)
        if name and name != each.id and holds(link.when, known) is not False:
            strongest = found.get(name)
            if strongest is None or strongest.kind == "soft":
                found[name] = Before(errand=name, kind=link.kind, reason=link.reason)
    return tuple(found.values())


def _standing_for(name: str, chosen: Mapping[str, Chosen]) -> str:
    if name in chosen:
        return name
    for other in chosen.values():
        errand = other.rule.errand
        if name in {errand.instead_of, other.replaces}:
            return errand.id
    return ""


def _tasks(
    chosen: Mapping[str, Chosen],
    before: Mapping[str, tuple[Before, ...]],
    limits: Mapping[str, Limit | None],
    *,
    answers: Answers,
    as_of: date,
) -> list[Task]:
    """The steps that are still to be done, as tasks; what may not be needed drives nobody."""
    tasks = []
    for name, each in chosen.items():
        if each.is_done:
            continue
        binding = tuple(
            link.errand
            for link in before[name]
            if link.kind in BINDING and not chosen[link.errand].is_done
        )
        limit = limits[name]
        tasks.append(
            Task(
                id=name,
                takes=each.rule.takes[0],
                not_before=_anchor_day(each, answers, as_of=as_of),
                due=limit.day if limit and each.is_sure else None,
                after=binding,
            )
        )
    return tasks


def _anchor_day(each: Chosen, answers: Answers, *, as_of: date) -> date | None:
    if each.rule.anchor == "now":
        return as_of
    if each.rule.anchor == "move_in":
        day = answers.moves_in_on
        return max(day, as_of) if day else None
    if answers.arrives_on:
        return max(answers.arrives_on, as_of)
    return as_of if answers.is_here else None


def _limit(
    name: str, spans: Mapping[str, Span], limits: Mapping[str, Limit | None]
) -> Limit | None:
    """The step's own last day, or the earlier one by which a later step needs it."""
    span = spans.get(name)
    if span is None or span.latest is None or span.latest_for == name:
        return limits[name] if span else None
    decides = limits[span.latest_for]
    assert decides is not None, "a last day comes from a limit"
    return replace(decides, day=span.latest, needed_for=span.latest_for)


def _planned(
    each: Chosen, answers: Answers, *, before: tuple[Before, ...], limit: Limit | None
) -> PlannedStep:
    errand, people = each.rule.errand, comers(answers)
    known = {i: knowledge(answers, people[i]) for i in each.people}
    return PlannedStep(
        errand=errand,
        phase="here",
        reasons=each.reasons,
        people=each.people,
        papers=tuple(paper for need in errand.papers for paper in papers_for(need, known)),
        fee=fee_of_step(errand.fee, ages=[people[i].age for i in each.people]),
        takes=each.rule.takes,
        by_yourself=each.rule.by_yourself,
        only_if=each.only_if,
        after=before,
        limit=limit,
        open_deadlines=still_without_day(errand, answers),
    )


def _phases(
    chosen: Mapping[str, Chosen], before: Mapping[str, tuple[Before, ...]], answers: Answers
) -> Mapping[str, Phase]:
    """What can be done before the journey: only where nothing before it has to wait for it."""
    is_abroad = answers.is_here is False
    found: dict[str, Phase] = {}

    def phase(name: str) -> Phase:
        if name not in found:
            free = chosen[name].rule.before_travel and is_abroad
            waits = any(phase(link.errand) == "here" for link in before[name])
            found[name] = "before_travel" if free and not waits else "here"
        return found[name]

    return {name: phase(name) for name in chosen}


def _ordered(steps: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """By phase and first day, then as one step eases the next, then by urgency."""
    known = {step.id: step for step in steps}
    depths: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in depths:
            depths[name] = 1 + max((depth(link.errand) for link in known[name].after), default=0)
        return depths[name]

    # Every part of the key only grows along "comes before": nobody stands before what it needs.
    return tuple(
        sorted(
            steps,
            key=lambda step: (
                not step.is_done,
                step.phase == "here",
                step.earliest is None,
                step.earliest or date.min,
                depth(step.id),
                step.limit.day if step.limit else date.max,
            ),
        )
    )
