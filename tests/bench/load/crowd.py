"""Many virtual people at once, and what became of them."""

import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.bench.load.visitor import LostError, Visitor
from tests.bench.web.client import Browser


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """So many people within so many seconds, of whom some want a visit."""

    title: str
    people: int
    seconds: float
    wanting: int
    think_seconds: float


@dataclass
class Outcome:
    """What was seen: milliseconds by page, and everything that went wrong."""

    pages: dict[str, list[float]] = field(default_factory=dict)
    booked: list[str] = field(default_factory=list)
    turned_away: int = 0
    problems: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def requests(self) -> int:
        """How many pages were asked for."""
        return sum(map(len, self.pages.values()))


def send(crowd: Crowd, *, port: int, code_of: Callable[[str], str], seed: int) -> Outcome:
    """Let them come, spread over the time at random; the same seed makes the same crowd."""
    dice = random.Random(seed)
    wanting = set(dice.sample(range(crowd.people), crowd.wanting))
    arrivals = sorted(dice.uniform(0, crowd.seconds) for _ in range(crowd.people))
    began = time.perf_counter()

    def come(number: int) -> tuple[Visitor, str]:
        # Everybody has an own address: all of 127.0.0.0/8 is this machine, on Linux.
        own = f"127.{seed % 100 + 1}.{number // 250}.{number % 250 + 1}"
        visitor = Visitor(
            browser=Browser(port, source=own if sys.platform == "linux" else ""),
            name=f"visitor-{seed}-{number}",
            dice=random.Random(f"{seed}-{number}"),
            wants_visit=number in wanting,
            think_seconds=crowd.think_seconds,
            code_of=code_of,
        )
        time.sleep(max(0.0, began + arrivals[number] - time.perf_counter()))
        return visitor, _problem_of(visitor)

    # A thread each: who waits for others' threads would arrive later than planned.
    with ThreadPoolExecutor(crowd.people, thread_name_prefix="visitor") as pool:
        ended = list(pool.map(come, range(crowd.people)))
    return _outcome(ended, seconds=time.perf_counter() - began)


def _problem_of(visitor: Visitor) -> str:
    try:
        visitor.visit()
    except (LostError, OSError, HTTPException, LookupError) as error:
        last = visitor.seen[-1][0] if visitor.seen else "nothing"
        return f"{visitor.name}: {type(error).__name__} after {last}: {error}"
    finally:
        visitor.browser.close()
    return ""


def _outcome(ended: Sequence[tuple[Visitor, str]], *, seconds: float) -> Outcome:
    outcome = Outcome(seconds=seconds)
    for visitor, problem in ended:
        for name, answer in visitor.seen:
            outcome.pages.setdefault(name, []).append(answer.milliseconds)
            if answer.status >= 500:
                outcome.problems.append(f"{visitor.name}: {answer.status} at {name}")
        if problem:
            outcome.problems.append(problem)
        if visitor.is_booked:
            outcome.booked.append(visitor.email)
        outcome.turned_away += visitor.is_turned_away
    return outcome
