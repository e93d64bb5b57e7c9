"""Which rules of booking a plan sets aside: rules that the office made and may excuse from."""

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from welcome_office.partners.office_files import OfficeFile
from welcome_office.visits.planning.plan import Plan
from welcome_office.visits.planning.release import closed_times, opening_day

MINUTE = timedelta(minutes=1)


class Rule(StrEnum):
    """One rule that serves people and can be set aside for them; an overlap never can."""

    NOTICE = "notice"
    GAP = "gap"
    WAIT = "wait"
    RELEASE = "release"


def rules_set_aside(plan: Plan, file: OfficeFile, *, now: datetime) -> tuple[Rule, ...]:
    """The rules that a plan does not keep, seen from this moment."""
    rules = file.office.booking
    gaps = [(after.start - before.end) / MINUTE for before, after in pairwise(plan.steps)]
    kept_back = closed_times(file, plan.day, as_of=opening_day(file, now))
    found = {
        Rule.NOTICE: plan.start < now + timedelta(minutes=rules.notice_minutes),
        Rule.GAP: max(gaps, default=0) > rules.max_gap_minutes,
        Rule.WAIT: plan.wait_minutes > rules.max_wait_minutes,
        Rule.RELEASE: any(
            step.start < end and start < step.end for step in plan.steps for start, end in kept_back
        ),
    }
    return tuple(rule for rule, is_set_aside in found.items() if is_set_aside)
