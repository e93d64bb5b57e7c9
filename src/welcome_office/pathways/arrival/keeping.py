"""Reads back what a kept plan holds, and names the state of the law it was made with."""

import hashlib
from datetime import date

import msgspec
from django.core import signing

from welcome_office.core.reading import reader
from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.difference import Change, StepSummary
from welcome_office.law.arrival.plan import Plan
from welcome_office.law.arrival.planning import make_plan
from welcome_office.law.arrival.rules import load_rules
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.arrival.office import office_rules
from welcome_office.pathways.models import KeptPlan

LINK_SALT = "plan-link"
_read_answers = reader(Answers)
_read_promise = reader(dict[str, StepSummary])
_read_news = reader(tuple[Change, ...])


def answers_of(kept: KeptPlan) -> Answers:
    """What was told; what an older version wrote and nobody can read any more is not known."""
    try:
        return _read_answers(kept.answers)
    except (msgspec.ValidationError, ValueError):
        return Answers()


def told_of(kept: KeptPlan) -> dict[str, StepSummary]:
    """What the plan promised when it was last made."""
    return _read_promise(kept.told)


def news_of(kept: KeptPlan) -> tuple[Change, ...]:
    """What changes of law did to the plan since the person last read it."""
    return _read_news(kept.news or [])


def plan_of(kept: KeptPlan, *, answers: Answers, as_of: date) -> Plan:
    """The plan for these answers with what is done, by the law and the office of today."""
    rules = office_rules(definition_of(kept.office), answers)
    return make_plan(answers, as_of=as_of, done=kept.done, rules=rules)


def law_version(office: Office) -> str:
    """A short name of everything that plans of this office are made from."""
    rules = load_rules()
    content = (dict(rules.steps), dict(rules.guards), definition_of(office).services)
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def plan_token(kept: KeptPlan) -> str:
    """What stands in the link of a mail."""
    return signing.dumps(str(kept.pk), salt=LINK_SALT)


def plan_behind(token: str) -> KeptPlan | None:
    """The plan that a link opens, unless it was made up or the plan was deleted."""
    try:
        pk = signing.loads(token, salt=LINK_SALT)
    except signing.BadSignature:
        return None
    return KeptPlan.objects.select_related("office").filter(pk=pk).first()
