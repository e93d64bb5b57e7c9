"""Counts how many pages common people see in the check, as the pages ask them.

    python -m tests.pathways.questions     one line for each person, then a summary

The people are those of the law's worked cases. Each begins with what they hold already and what
they come for; what is told there is not asked again.
"""

from collections.abc import Mapping
from statistics import mean, median

from tests.law.residence.case_files import Case, all_cases
from tests.law.residence.test_interview import COMMON
from tests.pathways.checks import DAY

from welcome_office.pathways.checking import Answer, Check
from welcome_office.pathways.held import FACTS, TITLES, Holding, facts_of_title

STORIES = {case.name: case for case in all_cases()}


def pages_seen(case: Case, purpose: str, *, for_employer: bool = False) -> int:
    """How many pages this person, or the firm that wants them, sees before the result."""
    law = Check(purpose=purpose, told={}, day=DAY).law
    assumed = {name: fact.assumed for name, fact in law.book.facts.items()}
    known: dict[str, Answer] = {**assumed, **case.request["facts"]}
    told: dict[str, Answer] = {}
    # What somebody holds and what they come for; a firm only says what it offers.
    pages = 1 if for_employer else 2
    if not for_employer:
        told, more = _held(known)
        pages += more
    while page := Check(purpose=purpose, told=told, day=DAY, for_employer=for_employer).next_page():
        told |= {asked.fact: known.get(asked.fact) for asked in page.questions}
        pages += 1
    return pages


def _held(known: Mapping[str, Answer]) -> tuple[dict[str, Answer], int]:
    """What follows from the first question, and how many pages more it leads to."""
    title = str(known.get("current_title"))
    if known.get("location") != "germany":
        return dict(FACTS[Holding.ABROAD]), 0
    if title == "none":
        return dict(FACTS[Holding.VISA]), 0
    # Which title, and what it allows; other titles are asked for later.
    return (facts_of_title(title), 2) if title in TITLES else ({}, 0)


def main() -> None:
    """Print the numbers."""
    counts = {name: pages_seen(STORIES[name], purpose) for name, purpose in COMMON.items()}
    firms = {
        name: pages_seen(STORIES[name], purpose, for_employer=True)
        for name, purpose in COMMON.items()
        if purpose == "work"
    }
    for name, count in counts.items():
        print(f"{count:3} {firms.get(name, ''):3} {name} ({COMMON[name]})")
    for who, found in (("newcomers", counts), ("employers", firms)):
        each = sorted(found.values())
        print(
            f"{who}: {each[0]} to {each[-1]} pages, median {median(each):g}, mean {mean(each):.1f}"
        )


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
    django.setup()
    main()
