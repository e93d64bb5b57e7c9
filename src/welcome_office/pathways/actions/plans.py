"""Keep an arrival plan, change it, connect it with visits, apply new law to it, forget it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec
from django.db import transaction

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM, Actor, record
from welcome_office.law.arrival.difference import (
    Change,
    StepSummary,
    changes_between,
    summary_of,
)
from welcome_office.law.arrival.plan import Plan
from welcome_office.partners.models import Office
from welcome_office.pathways.arrival.keeping import answers_of, law_version, plan_of, told_of
from welcome_office.pathways.codes import digest_of, new_code
from welcome_office.pathways.models import PLAN_KEPT, KeptPlan, PlannedVisit


@transaction.atomic
def keep_plan(
    office: Office, plan: Plan, *, language: str, by: Actor, email: str = ""
) -> tuple[KeptPlan, str]:
    """Keep a plan and give the code that opens it; the code itself is stored nowhere."""
    code = new_code()
    kept = KeptPlan.objects.create(
        office=office,
        code_digest=digest_of(code),
        language=language,
        email=email,
        opened_on=plan.as_of,
        **_what_it_says(plan, office),
    )
    record("plan.kept", office=office.slug, subject=kept.audit_subject, by=by)
    return kept, code


@transaction.atomic
def change_plan(kept: KeptPlan, plan: Plan, *, by: Actor) -> None:
    """Keep what was answered or done meanwhile."""
    for name, value in _what_it_says(plan, kept.office).items():
        setattr(kept, name, value)
    kept.opened_on = plan.as_of
    kept.save()
    record("plan.changed", office=kept.office.slug, subject=kept.audit_subject, by=by)


def _what_it_says(plan: Plan, office: Office) -> dict[str, Any]:
    return {
        "answers": msgspec.to_builtins(plan.answers),
        "done": [step.id for step in plan.done],
        "told": msgspec.to_builtins(summary_of(plan)),
        "told_on": plan.as_of,
        "law_version": law_version(office),
    }


def note_opening(kept: KeptPlan, *, today: date) -> None:
    """Count the twelve months anew."""
    if kept.opened_on != today:
        kept.opened_on = today
        kept.save(update_fields=["opened_on"])


@transaction.atomic
def note_news_read(kept: KeptPlan, *, by: Actor) -> None:
    """The person has read what a change of law did to the plan."""
    kept.news = None
    kept.save(update_fields=["news"])
    record("plan.news_read", office=kept.office.slug, subject=kept.audit_subject, by=by)


@transaction.atomic
def connect_visit(kept: KeptPlan, *, visit: int, errands: Iterable[str], by: Actor) -> None:
    """Note that a visit was booked to do these errands; a second time replaces the first."""
    PlannedVisit.objects.update_or_create(
        plan=kept, visit=visit, defaults={"errands": sorted(errands)}
    )
    record("plan.visit_booked", office=kept.office.slug, subject=kept.audit_subject, by=by)


@transaction.atomic
def close_errands(kept: KeptPlan, *, errands: Iterable[str], by: Actor) -> None:
    """Note what a visit has closed."""
    finished = [name for name in sorted(set(errands)) if name not in kept.done]
    if finished:
        kept.done = [*kept.done, *finished]
        kept.save(update_fields=["done"])
        subject = kept.audit_subject
        record("plan.closed", office=kept.office.slug, subject=subject, by=by, errands=finished)


@transaction.atomic
def delete_plan(kept: KeptPlan, *, by: Actor) -> None:
    """Delete it with everything that was told; only that it happened stays."""
    record("plan.deleted", office=kept.office.slug, subject=kept.audit_subject, by=by)
    kept.delete()


def forget_plans(*, today: date) -> int:
    """Delete the plans that nobody opened for twelve months; say how many."""
    limit = today - timedelta(days=PLAN_KEPT.days)
    old = KeptPlan.objects.exclude(is_restricted("plan")).filter(opened_on__lt=limit)
    found = list(old.select_related("office"))
    for kept in found:
        delete_plan(kept, by=PROGRAM)
    return len(found)


def law_changes(kept: KeptPlan) -> tuple[Change, ...]:
    """What today's law and office make different, as of the day of the last promise.

    Only the law makes the difference: answers, what is done and the day stay as they were.
    """
    return changes_between(told_of(kept), _promise(kept))


@transaction.atomic
def apply_law(kept: KeptPlan) -> tuple[Change, ...]:
    """Plan anew by today's law; what is different is kept as news until the person reads it."""
    kept = KeptPlan.objects.select_for_update(of=("self",)).select_related("office").get(pk=kept.pk)
    version = law_version(kept.office)
    if kept.law_version == version:
        return ()
    changes = law_changes(kept)
    kept.told, kept.law_version = msgspec.to_builtins(_promise(kept)), version
    if changes:
        kept.news = [*(kept.news or []), *msgspec.to_builtins(changes)]
        subject = kept.audit_subject
        record("plan.law_changed", office=kept.office.slug, subject=subject, by=PROGRAM)
    kept.save(update_fields=["told", "law_version", "news"])
    return changes


def _promise(kept: KeptPlan) -> dict[str, StepSummary]:
    return summary_of(plan_of(kept, answers=answers_of(kept), as_of=kept.told_on))
