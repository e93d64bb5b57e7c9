"""The days that must not be missed: visa, title, stay without a visa, passport, notice."""

from collections.abc import Iterator
from datetime import date, timedelta

from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.plan import Guard, Urgency
from welcome_office.law.arrival.rules import ArrivalRules, GuardId, GuardRule
from welcome_office.law.errands.model import add_months
from welcome_office.law.working_days import end_of_time_limit

VISA_FREE_DAYS = 90  # § 41 Abs. 3 AufenthV
BY_TITLE: dict[str, GuardId] = {
    "visa": "visa_ends",
    "permit": "permit_ends",
    "certificate": "certificate_ends",
}


def guards_of(answers: Answers, rules: ArrivalRules, *, as_of: date) -> tuple[Guard, ...]:
    """The days that must not be missed, the nearest first; what is not known makes none."""
    found = [
        Guard(rule=rules.guards[name], day=day, urgency=_urgency(rules.guards[name], day, as_of))
        for name, day in _days(answers)
    ]
    return tuple(sorted(found, key=lambda guard: (guard.day, guard.rule.id)))


def _days(answers: Answers) -> Iterator[tuple[GuardId, date]]:
    if answers.title in BY_TITLE and answers.title_until:
        yield BY_TITLE[answers.title], answers.title_until
    if answers.citizenship == "visa_free" and answers.title == "none" and answers.arrives_on:
        yield "visa_free_stay", answers.arrives_on + timedelta(days=VISA_FREE_DAYS)
    if answers.passport_until:
        yield "passport_ends", answers.passport_until
    if answers.notice_on:
        # § 57 Abs. 2 VwGO with § 222 Abs. 2 ZPO: an end on a day off moves on.
        yield "notice_final", end_of_time_limit(add_months(answers.notice_on, 1))


def _urgency(rule: GuardRule, day: date, as_of: date) -> Urgency:
    if day < as_of:
        return "over"
    return "soon" if day - as_of <= timedelta(days=rule.warn) else "later"
