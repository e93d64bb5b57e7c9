"""The independent check finds every rule that a visit breaks."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from welcome_office.scheduling.answer import Offer, Step
from welcome_office.scheduling.check import conflicts
from welcome_office.scheduling.document import read_problem
from welcome_office.scheduling.problem import Problem
from welcome_office.scheduling.visits import answer_problem

EXAMPLES = Path(__file__).parents[2] / "docs" / "schemas" / "find-visits" / "examples"
Change = Callable[[Offer], Offer]


def example(name: str) -> Problem:
    text = (EXAMPLES / f"{name}.json").read_text(encoding="utf-8")
    return read_problem(json.dumps(json.loads(text)["problem"]).encode())


def with_step(number: int, **changes: object) -> Change:
    """The offer with one of its steps changed, and its own beginning and end as the steps say."""

    def change(offer: Offer) -> Offer:
        steps = list(offer.steps)
        steps[number] = msgspec.structs.replace(steps[number], **changes)
        return framed(offer, steps)

    return change


def framed(offer: Offer, steps: list[Step]) -> Offer:
    minutes = sum(((step.end - step.start) for step in steps), dt.timedelta())
    waited = (steps[-1].end - steps[0].start - minutes) // dt.timedelta(minutes=1)
    return Offer(steps[0].start, steps[-1].end, waited, tuple(steps))


def moved(minutes: int, *, first: int = 0) -> Change:
    """The offer with its steps from one on at another time."""

    def change(offer: Offer) -> Offer:
        by = dt.timedelta(minutes=minutes)
        steps = [
            msgspec.structs.replace(step, start=step.start + by, end=step.end + by)
            if number >= first
            else step
            for number, step in enumerate(offer.steps)
        ]
        return framed(offer, steps)

    return change


BROKEN: list[tuple[str, str, Change, str]] = [
    ("family", "a ghost", with_step(0, resource="ghost"), 'There is no resource "ghost".'),
    ("family", "another desk", with_step(0, resource="stadt-1"), "stadt-1 does not offer"),
    ("family", "a room too many", with_step(0, also=("room-1",)), "does not have what it needs"),
    (
        "family",
        "one person less",
        with_step(1, people=("amal",)),
        '"registration" for amal, son is',
    ),
    ("family", "off the grid", moved(2), "does not begin on the grid"),
    ("family", "overlapping", moved(-45, first=1), "overlap"),
    ("family", "a long gap", moved(5, first=1), "begins more than 30 minutes later"),
    ("family", "in the night", moved(-120), "stadt-1 is not free"),
    ("family", "long ago", moved(-7 * 24 * 60), "2026-11-18 is not between"),
    ("family", "too soon", moved(-2 * 24 * 60), "begins before the notice of 120 minutes"),
    ("family", "uncalled for", with_step(1, interpreter="interpreter-ar"), "without need"),
    ("family", "wrong sum", lambda o: msgspec.structs.replace(o, wait_minutes=1), "wait is not 1"),
    ("family", "no end", lambda o: msgspec.structs.replace(o, end=o.start), "with its last"),
    ("interpreter-for-both", "no voice", with_step(0, interpreter=None), "or needs one"),
    ("interpreter-for-both", "too late", moved(60), "interpreter-ar is not free"),
    ("changing-counsellor", "no way between", moved(-5, first=2), "less than 10 minutes later"),
    (
        "changing-counsellor",
        "a desk that is taken",
        with_step(1, resource="city-2"),
        "less than 10",
    ),
]


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [(name, change, sentence) for name, _, change, sentence in BROKEN],
    ids=[f"{name}: {what}" for name, what, _, _ in BROKEN],
)
def test_says_what_is_wrong(name: str, change: Change, sentence: str) -> None:
    problem = example(name)
    offer = answer_problem(problem).offers[0]

    found = conflicts(problem, change(offer))

    assert [one for one in found if sentence in one] != []
    assert conflicts(problem, offer) == []


def test_finds_steps_in_the_wrong_order() -> None:
    problem = example("changing-counsellor")
    offer = answer_problem(problem).offers[0]
    registration, title, advice = offer.steps
    swapped = [
        msgspec.structs.replace(
            title, start=registration.start, end=registration.start + minutes(25)
        ),
        msgspec.structs.replace(registration, start=title.start + minutes(10), end=title.end),
        advice,
    ]

    found = conflicts(problem, framed(offer, swapped))

    assert found == ['"title" at 08:00 comes before "registration" at 08:25.']


def minutes(number: int) -> dt.timedelta:
    return dt.timedelta(minutes=number)
