"""How many assessments of all pathways one core makes in a second, and how fast the law is ready.

    python -m tests.bench.residence

Counts CPU time of this process, so that other work on the machine does not matter much.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from tests.law.residence.case_files import all_cases

from welcome_office.law.residence.answer import answer
from welcome_office.law.residence.assessment import assess
from welcome_office.law.residence.law import FOLDER, read_residence_law, residence_law
from welcome_office.law.residence.request import read_request
from welcome_office.lawbook.book import Book

SECONDS = 5.0
GOAL = 1_000
Found = TypeVar("Found")


def main() -> None:
    data, reading = _timed(lambda: read_residence_law(FOLDER))
    book, building = _timed(lambda: Book(data))
    _, compiling = _timed(lambda: book.on(book.change_days[-1]))
    print(
        f"read and check the YAML {reading:.3f} s, build {building:.3f} s, "
        f"compile a day {compiling:.3f} s"
    )

    law = residence_law()
    requests = [read_request(case.request, law) for case in all_cases()]
    judged = _rate(lambda: [assess(law, r.facts, as_of=r.as_of) for r in requests], len(requests))
    told = _rate(
        lambda: [answer(assess(law, r.facts, as_of=r.as_of), law, language="de") for r in requests],
        len(requests),
    )
    print(f"{len(requests)} different cases, all 41 pathways, seconds of CPU time on one core:")
    print(f"  assessed        {judged:8,.0f} a second (goal {GOAL:,})")
    print(f"  and told in words {told:6,.0f} a second")


def _timed(work: Callable[[], Found]) -> tuple[Found, float]:
    begun = time.process_time()
    found = work()
    return found, time.process_time() - begun


def _rate(work: Callable[[], object], count: int) -> float:
    """Rounds of the work in a second of CPU time, times the count of each round."""
    work()
    rounds, begun = 0, time.process_time()
    while time.process_time() - begun < SECONDS:
        work()
        rounds += 1
    return rounds * count / (time.process_time() - begun)


if __name__ == "__main__":
    main()
