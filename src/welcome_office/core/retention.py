"""Delete what was kept long enough: every rule of the house, run by one task, with a record.

An app declares its rules in its own `retention.py` as `RULES`; nothing else has to know of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module

from django.apps import apps
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_noop as _

from welcome_office.core.audit_chain import seal_records
from welcome_office.core.counting import forget_counts
from welcome_office.core.models import AUDIT_KEPT, COUNT_KEPT, RetentionRun
from welcome_office.core.privacy import Keep

JOB_KEPT = Keep(days=7, after=_("the job was done"))
# When the house sleeps; a rule that was missed then is made up for in the next hour.
NIGHT_BEGINS = time(2)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Which kind of data is deleted when, and how: `forget` says how many at a given moment."""

    name: str
    kind: str
    keep: Keep
    forget: Callable[[datetime], int]
    # For what is kept so shortly that a night is too rare.
    hourly: bool = False


class RetentionError(Exception):
    """Some rules could not be followed; the others were."""


def all_rules() -> tuple[Rule, ...]:
    """The rules of all apps, in the order of their names."""
    rules = list[Rule]()
    for config in apps.get_app_configs():
        if config.name.startswith("welcome_office.") and module_has_submodule(
            config.module, "retention"
        ):
            rules += import_module(f"{config.name}.retention").RULES
    return tuple(sorted(rules, key=lambda rule: rule.name))


def run_due_rules(*, now: datetime) -> int:
    """Run what has not run since the last night began, and the hourly rules; say how many."""
    begun = _last_night(now)
    done = set(RetentionRun.objects.filter(at__gte=begun).values_list("rule", flat=True))
    due = [rule for rule in all_rules() if rule.hourly or rule.name not in done]
    run_rules(due, now=now)
    return len(due)


def run_rules(rules: Iterable[Rule], *, now: datetime) -> dict[str, int]:
    """Delete by each rule and note how many it were; one broken rule never stops the others."""
    counts, broken = dict[str, int](), dict[str, Exception]()
    for rule in rules:
        try:
            counts[rule.name] = rule.forget(now)
        except Exception as error:  # noqa: BLE001 - told below, when the others have run
            broken[rule.name] = error
        else:
            RetentionRun.objects.create(rule=rule.name, at=now, count=counts[rule.name])
    if broken:
        names = ", ".join(f"{name} ({type(error).__name__})" for name, error in broken.items())
        raise RetentionError(f"These rules could not be followed: {names}.") from next(
            iter(broken.values())
        )
    return counts


def _last_night(now: datetime) -> datetime:
    local = timezone.localtime(now)
    begin = datetime.combine(local.date(), NIGHT_BEGINS, tzinfo=local.tzinfo)
    return begin if begin <= local else begin - timedelta(days=1)


def _forget_jobs(now: datetime) -> int:
    """What was done a week ago interests nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status NOT IN ('todo', 'doing')"
            " AND id IN (SELECT job_id FROM procrastinate_events"
            " GROUP BY job_id HAVING max(at) <= %s)",
            [now - timedelta(days=JOB_KEPT.days)],
        )
        return int(cursor.rowcount)


def _forget_records(now: datetime) -> int:
    """Only the database's own function deletes records, oldest first, and none before its time."""
    while seal_records():
        pass
    limit = now - timedelta(days=AUDIT_KEPT.days)
    RetentionRun.objects.filter(at__lte=limit).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_forget_records(%s)", [limit])
        return int(cursor.fetchone()[0])


RULES = (
    Rule(
        name="counts",
        kind=_("Counts under hashes of addresses, against programs"),
        keep=COUNT_KEPT,
        forget=forget_counts,
        hourly=True,
    ),
    Rule(
        name="jobs",
        kind=_("Finished jobs of the worker"),
        keep=JOB_KEPT,
        forget=_forget_jobs,
    ),
    Rule(
        name="records",
        kind=_("Audit trail, access records and records of deletions"),
        keep=AUDIT_KEPT,
        forget=_forget_records,
    ),
)
