"""Tells kept plans what a change of law or of the office's files does to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from procrastinate.contrib.django import app

from welcome_office.law.arrival.difference import Change
from welcome_office.partners.models import Office
from welcome_office.pathways.actions.plans import apply_law, law_changes
from welcome_office.pathways.arrival.keeping import law_version
from welcome_office.pathways.models import KeptPlan
from welcome_office.pathways.plan_queries import plans_of_older_law


@dataclass(frozen=True, kw_only=True)
class LawNews:
    """What was different for one plan."""

    plan: KeptPlan
    changes: tuple[Change, ...]


def tell_plans() -> list[LawNews]:
    """Plan anew whatever was made with another state of the law, and queue one message for each.

    A plan that says the same as before is told nothing.
    """
    return [news for kept in _made_with_older_law() for news in _news(kept, tell_plan(kept))]


def changes_ahead() -> list[LawNews]:
    """What `tell_plans` would tell; changes nothing."""
    return [news for kept in _made_with_older_law() for news in _news(kept, law_changes(kept))]


def _made_with_older_law() -> Iterator[KeptPlan]:
    for office in Office.objects.order_by("pk"):
        older = plans_of_older_law(office, version=law_version(office))
        yield from older.select_related("office")


def _news(kept: KeptPlan, changes: tuple[Change, ...]) -> Iterator[LawNews]:
    if changes:
        yield LawNews(plan=kept, changes=changes)


@transaction.atomic
def tell_plan(kept: KeptPlan) -> tuple[Change, ...]:
    """Keep what is different for one plan; its mail is queued in the same transaction."""
    changes = apply_law(kept)
    if changes and kept.email:
        queue_letter(kept, kind="plan_changed")
    return changes


def queue_letter(kept: KeptPlan, *, kind: str) -> None:
    """Let the worker send a mail about a plan."""
    app.configure_task("pathways.send_plan_letter").defer(plan=str(kept.pk), kind=kind)
