"""An independent check of a visit: plain times and loops, nothing of the search.

What it finds is said in sentences, for tests, for the day's desk and for whoever doubts an offer.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from welcome_office.scheduling.answer import Offer, Step
from welcome_office.scheduling.model import Resource, Service
from welcome_office.scheduling.opened import is_free, midnight
from welcome_office.scheduling.problem import Problem

MINUTE = dt.timedelta(minutes=1)


def conflicts(problem: Problem, visit: Offer) -> list[str]:
    """Everything about the visit that breaks a rule of the problem; a good visit has nothing."""
    known = {resource.id for resource in problem.resources}
    named = [step.resource for step in visit.steps]
    named += [name for step in visit.steps for name in (*step.also, step.interpreter) if name]
    if unknown := sorted({name for name in named if name not in known}):
        return [f'There is no resource "{name}".' for name in unknown]
    checks = (
        _wrong_steps,
        _wrong_frame,
        _wrong_order,
        _wrong_gaps,
        _wrong_resources,
        _wrong_languages,
        _wrong_interpreter,
        _taken_resources,
    )
    return [sentence for check in checks for sentence in check(problem, visit)]


def _wrong_steps(problem: Problem, visit: Offer) -> Iterator[str]:
    """Each errand once, for the right people and with the right length."""
    wanted = set()
    for person in problem.visit.people:
        for name in person.services:
            together = name in problem.visit.together
            group = [p.id for p in problem.visit.people if name in p.services]
            wanted.add((name, tuple(group) if together else (person.id,)))
    found = [(step.service, step.people) for step in visit.steps]
    for errand in sorted(wanted - set(found)):
        yield f'"{errand[0]}" for {", ".join(errand[1])} is missing.'
    for index, errand in enumerate(found):
        if errand not in wanted or errand in found[:index]:
            yield f'"{errand[0]}" for {", ".join(errand[1])} is not wanted, or not again.'
    for step in visit.steps:
        service = _service(problem, step)
        minutes = service.minutes + service.minutes_per_extra_person * (len(step.people) - 1)
        if _utc(step.end) - _utc(step.start) != minutes * MINUTE:
            yield f"{_name(step)} does not take {minutes} minutes."


def _wrong_frame(problem: Problem, visit: Offer) -> Iterator[str]:
    """One local day within the dates, after the notice, on the grid, with the sums right."""
    wish, steps = problem.visit, visit.steps
    if (visit.start, visit.end) != (steps[0].start, steps[-1].end):
        yield "The visit does not begin with its first step and end with its last."
    waited = _utc(steps[-1].end) - _utc(steps[0].start)
    waited -= sum((_utc(step.end) - _utc(step.start) for step in steps), dt.timedelta())
    if waited != visit.wait_minutes * MINUTE:
        yield f"The wait is not {visit.wait_minutes} minutes."
    zone = ZoneInfo(problem.timezone)
    date = steps[0].start.astimezone(zone).date()
    if not wish.earliest <= date <= wish.latest:
        yield f"{date} is not between {wish.earliest} and {wish.latest}."
    if _utc(visit.start) < _utc(problem.now) + wish.notice_minutes * MINUTE:
        yield f"The visit begins before the notice of {wish.notice_minutes} minutes is over."
    if _utc(steps[-1].end) > midnight(date + dt.timedelta(days=1), zone):
        yield "The visit does not end on the day on which it begins."
    for step in steps:
        if (_utc(step.start) - midnight(date, zone)) % (problem.grid_minutes * MINUTE):
            yield f"{_name(step)} does not begin on the grid."


def _wrong_order(problem: Problem, visit: Offer) -> Iterator[str]:
    """What must come first comes first for everybody concerned."""
    for index, step in enumerate(visit.steps):
        for later in visit.steps[index + 1 :]:
            same = set(step.people) & set(later.people)
            if same and later.service in _service(problem, step).after:
                yield f"{_name(step)} comes before {_name(later)}."


def _wrong_gaps(problem: Problem, visit: Offer) -> Iterator[str]:
    """No overlap, no gap or sum of gaps too long, time enough to change the counsellor."""
    wish = problem.visit
    for step, following in pairwise(visit.steps):
        gap = _utc(following.start) - _utc(step.end)
        if gap < dt.timedelta(0):
            yield f"{_name(step)} and {_name(following)} overlap."
        if wish.max_gap_minutes is not None and gap > wish.max_gap_minutes * MINUTE:
            yield f"{_name(following)} begins more than {wish.max_gap_minutes} minutes later."
        if step.resource != following.resource and gap < wish.transfer_minutes * MINUTE:
            yield f"{_name(following)} begins less than {wish.transfer_minutes} minutes later."
    if wish.max_wait_minutes is not None and visit.wait_minutes > wish.max_wait_minutes:
        yield f"All gaps together are longer than {wish.max_wait_minutes} minutes."


def _wrong_resources(problem: Problem, visit: Offer) -> Iterator[str]:
    """A counsellor who offers the service this way, and one thing of each kind that it needs."""
    for step in visit.steps:
        service, counsellor = _service(problem, step), _resource(problem, step.resource)
        if problem.visit.channel not in service.channels:
            yield f"{_name(step)} is not offered {problem.visit.channel}."
        if counsellor.kind != "counsellor" or step.service not in (counsellor.services or ()):
            yield f"{counsellor.id} does not offer {_name(step)}."
        yield from _wrong_things(problem, step)
    for name in problem.visit.not_with:
        if any(name in (s.resource, *s.also, s.interpreter) for s in visit.steps):
            yield f"{name} was not wanted."


def _wrong_things(problem: Problem, step: Step) -> Iterator[str]:
    things = [_resource(problem, name) for name in step.also]
    if [thing.kind for thing in things] != list(_service(problem, step).needs):
        yield f"{_name(step)} does not have what it needs."
    for thing in things:
        if thing.services is not None and step.service not in thing.services:
            yield f"{thing.id} is not for {_name(step)}."


def _wrong_languages(problem: Problem, visit: Offer) -> Iterator[str]:
    """Under `hard`, everybody is understood."""
    if problem.visit.language != "hard":
        return
    for step in visit.steps:
        helped = problem.visit.interpreter == "if_needed" and step.interpreter is not None
        if not helped and not _speaks(problem, step.resource, step):
            yield f"{step.resource} speaks no language of the people of {_name(step)}."


def _wrong_interpreter(problem: Problem, visit: Offer) -> Iterator[str]:
    """One interpreter at most, for the right steps, in a language of each."""
    rule = problem.visit.interpreter
    names = sorted({step.interpreter for step in visit.steps if step.interpreter is not None})
    if len(names) > 1:
        yield f"Several interpreters come: {', '.join(names)}."
    for step in visit.steps:
        needed = rule == "if_needed" and not _speaks(problem, step.resource, step)
        if (step.interpreter is not None) != (needed or rule == "required"):
            yield f"{_name(step)} has an interpreter without need, or needs one."
        if step.interpreter is None:
            continue
        interpreter = _resource(problem, step.interpreter)
        serves = interpreter.services is None or step.service in interpreter.services
        if interpreter.kind != "interpreter" or not serves:
            yield f"{interpreter.id} does not interpret {_name(step)}."
        if not _speaks(problem, interpreter.id, step):
            yield f"{interpreter.id} speaks no language of the people of {_name(step)}."


def _taken_resources(problem: Problem, visit: Offer) -> Iterator[str]:
    """Everybody and everything is open and not booked."""
    for step in visit.steps:
        for name in (step.resource, *step.also, step.interpreter):
            if name is not None and not is_free(
                problem, _resource(problem, name), _utc(step.start), _utc(step.end), step.service
            ):
                yield f"{name} is not free for {_name(step)}."
    served = [step for step in visit.steps if step.interpreter is not None]
    for step in served[:1]:
        interpreter = _resource(problem, step.interpreter or "")
        if not is_free(problem, interpreter, _utc(step.start), _utc(served[-1].end), None):
            yield f"{interpreter.id} cannot stay from first to last."


def _speaks(problem: Problem, name: str, step: Step) -> bool:
    people = [person for person in problem.visit.people if person.id in step.people]
    spoken = {language for person in people for language in person.languages}
    return any(language in spoken for language in _resource(problem, name).languages)


def _resource(problem: Problem, name: str) -> Resource:
    return next(resource for resource in problem.resources if resource.id == name)


def _service(problem: Problem, step: Step) -> Service:
    return next(service for service in problem.services if service.id == step.service)


def _name(step: Step) -> str:
    return f'"{step.service}" at {step.start:%H:%M}'


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)
