"""The parts of a service as plain tables, as they stand in the files."""

from collections.abc import Callable, Mapping
from typing import Any

from welcome_office.law.errands import (
    Deadline,
    Elsewhere,
    Fee,
    InPerson,
    Precedence,
    Requirement,
    When,
)
from welcome_office.law.errands.loading import load_wordings

Table = dict[str, Any]


def plain_elsewhere(elsewhere: Elsewhere) -> Table:
    """Give the place and the link."""
    return {"place": elsewhere.place, "link": elsewhere.link}


def _plain_fee(fee: Fee) -> Table:
    table: Table = {}
    if fee.is_fixed:
        table["eur"] = fee.minimum
    elif fee.minimum is not None:
        table |= {"from_eur": fee.minimum, "to_eur": fee.maximum}
    if fee.minor is not None:
        table["minor_eur"] = fee.minor
    if fee.per != "person":
        table["per"] = fee.per
    table["norm"] = fee.norm
    return table | ({"text": fee.text} if fee.text else {})


def _plain_papers(papers: tuple[Requirement, ...]) -> list[Table]:
    return [_plain_paper(paper) for paper in papers]


def _plain_paper(paper: Requirement) -> Table:
    table: Table = {"id": paper.id}
    shared = load_wordings()
    is_own = shared.papers.get(paper.id) != paper.text
    if is_own:
        table["text"] = paper.text
    if paper.per != "person":
        table["per"] = paper.per
    if paper.legal:
        table["legal"] = paper.legal
    if paper.without != "sent_away":
        table["without"] = paper.without
    usual = None if is_own else shared.instead.get(paper.id)
    if paper.instead is not None and usual != paper.instead:
        table["instead"] = paper.instead
    return table | _plain_when_of(paper.when)


def _plain_in_person(in_person: InPerson) -> Table:
    table: Table = {"who": in_person.who}
    if in_person.from_age:
        table["from_age"] = in_person.from_age
    if load_wordings().in_person.get(in_person.who) != in_person.text:
        table["text"] = in_person.text
    return table


def _plain_deadlines(deadlines: tuple[Deadline, ...]) -> list[Table]:
    return [_plain_deadline(deadline) for deadline in deadlines]


def _plain_deadline(deadline: Deadline) -> Table:
    table: Table = {}
    if deadline.days:
        table["days"] = deadline.days
    if deadline.months:
        table["months"] = deadline.months
    if deadline.event:
        table["until" if deadline.before else "from"] = deadline.event
    table |= {"norm": deadline.norm, "text": deadline.text}
    return table | _plain_when_of(deadline.when)


def _plain_precedences(precedences: tuple[Precedence, ...]) -> list[Table]:
    return [
        {"errand": each.errand, "kind": each.kind, "reason": each.reason}
        | _plain_when_of(each.when)
        for each in precedences
    ]


def _plain_when_of(when: When) -> Table:
    return {"when": when.as_dict()} if when.conditions else {}


PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "elsewhere": plain_elsewhere,
    "fee": _plain_fee,
    "papers": _plain_papers,
    "in_person": _plain_in_person,
    "when": When.as_dict,
    "deadlines": _plain_deadlines,
    "errands_before": _plain_precedences,
}
