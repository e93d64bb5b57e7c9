"""What somebody has told the plan so far: in the session, without a name or an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec
from django.http import HttpRequest
from django.utils import timezone

from welcome_office.core.audit import VISITOR
from welcome_office.core.reading import reader
from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.difference import StepSummary, summary_of
from welcome_office.law.arrival.plan import Plan
from welcome_office.law.arrival.planning import make_plan
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.actions.plans import change_plan, note_opening
from welcome_office.pathways.arrival.keeping import answers_of
from welcome_office.pathways.arrival.office import office_rules
from welcome_office.pathways.models import KeptPlan
from welcome_office.pathways.plan_queries import plan_numbered
from welcome_office.web.arrival.questions import QUESTIONS
from welcome_office.web.public.access import office_of

SESSION_KEY = "arrival"


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answers, what is done, and under which number the plan is kept (empty: not at all).

    `before` is what the plan said before the last change, for saying what is different.
    """

    answers: Answers = field(default_factory=Answers)
    asked: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    plan: str = ""
    code: str = ""
    before: Mapping[str, StepSummary] | None = None


_read_told = reader(Told)


def told_of(request: HttpRequest) -> Told:
    """Read it from the session; what an older version wrote and we cannot read is gone."""
    try:
        return _read_told(request.session.get(SESSION_KEY, {}))
    except (msgspec.ValidationError, ValueError):
        return Told()


def keep(request: HttpRequest, told: Told) -> None:
    """Write it to the session."""
    request.session[SESSION_KEY] = msgspec.to_builtins(told)


def definition(request: HttpRequest) -> OfficeFile:
    """The office's files."""
    return definition_of(office_of(request))


def plan_from(request: HttpRequest, told: Told) -> Plan:
    """The plan as it stands today."""
    rules = office_rules(definition(request), told.answers)
    return make_plan(told.answers, as_of=timezone.localdate(), done=told.done, rules=rules)


def kept_plan(request: HttpRequest, told: Told) -> KeptPlan | None:
    """The plan's row, where it is kept and was not deleted meanwhile."""
    return plan_numbered(told.plan, office=office_of(request)) if told.plan else None


def change(request: HttpRequest, told: Told, **changed: object) -> Told:
    """Take over what changed, remember what the plan said before, and renew what is kept."""
    shown = summary_of(plan_from(request, told)) if told.asked else None
    after = replace(told, **changed, before=shown)  # type: ignore[arg-type] # callers name fields of Told
    kept = kept_plan(request, after)
    if kept is not None:
        change_plan(kept, plan_from(request, after), by=VISITOR)
    keep(request, after)
    return after


def open_kept(request: HttpRequest, kept: KeptPlan, *, code: str = "") -> Told:
    """Go on with a plan that was kept earlier."""
    note_opening(kept, today=timezone.localdate())
    told = Told(
        answers=answers_of(kept),
        asked=tuple(QUESTIONS),
        done=tuple(kept.done),
        plan=str(kept.pk),
        code=code,
    )
    keep(request, told)
    return told
