"""With the clock past every period nothing about anybody is left, and a record says so."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.retention.lives import YEAR, let_records_age, live_through_everything

from welcome_office.core.models import RetentionRun
from welcome_office.core.privacy import Keep
from welcome_office.core.retention import (
    RetentionError,
    Rule,
    all_rules,
    run_due_rules,
    run_rules,
)
from welcome_office.core.tasks import forget_what_is_over

pytestmark = pytest.mark.django_db

# That some errand was done at some desk is counted for ever; the row leads to nobody.
STAYS = {"Step.service"}
RULE = Rule(name="test", kind="Test", keep=Keep(1, "it happened"), forget=lambda _: 2)


@pytest.fixture
def mails(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MAIL_FOLDER = tmp_path
    return tmp_path


def known_about_people() -> dict[str, list[Any]]:
    """Every personal field of every model that says something."""
    return {name: values for model in _models() for name, values in _said(model) if values}


def _models() -> list[type[Model]]:
    """The models that hold something about people."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("welcome_office.")]
    return [model for model in ours if model.privacy.personal]  # type: ignore[attr-defined] # every model declares it


def _said(model: type[Model]) -> Iterator[tuple[str, list[Any]]]:
    for name in model.privacy.personal:  # type: ignore[attr-defined] # every model declares it
        values = model._default_manager.values_list(name, flat=True)
        said = [value for value in values if value not in (None, "", [], {})]
        yield f"{model.__name__}.{name}", said


def count_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def finish_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")


def test_nothing_is_left_after_the_periods(mails: Path) -> None:
    live_through_everything(mails)
    finish_jobs()
    known = known_about_people()

    for years in (5, 9):
        # The second time deletes the records that the first one made.
        let_records_age(years=10)
        run_rules(all_rules(), now=timezone.now() + years * YEAR)

    lived = {name.partition(".")[0] for name in known}
    missing = [model.__name__ for model in _models() if model.__name__ not in lived]
    assert missing == [], "Let tests/retention/lives.py make one of each."
    assert known_about_people().keys() == STAYS
    tables = ("django_session", "shared_counts", "procrastinate_jobs", "core_daysalt")
    assert {table: count_of(table) for table in tables} == dict.fromkeys(tables, 0)
    assert list(mails.iterdir()) == []


def test_nothing_is_deleted_before_its_time(mails: Path) -> None:
    live_through_everything(mails)
    known = known_about_people()

    run_rules(all_rules(), now=timezone.now())

    assert known_about_people() == known | {"AuditRecord.actor": known["AuditRecord.actor"]}
    assert ProcrastinateJob.objects.exists()
    assert Session.objects.exists()
    assert len(list(mails.iterdir())) == 1


def test_each_run_is_recorded_without_content() -> None:
    now = timezone.now()

    run_rules([RULE], now=now)

    assert list(RetentionRun.objects.values("rule", "at", "count")) == [
        {"rule": "test", "at": now, "count": 2}
    ]


def test_a_broken_rule_stops_no_other_and_is_told() -> None:
    def break_down(now: datetime) -> int:
        raise ValueError(now)

    broken = Rule(name="broken", kind="Test", keep=RULE.keep, forget=break_down)

    with pytest.raises(RetentionError, match=r"broken \(ValueError\)"):
        run_rules([broken, RULE], now=timezone.now())

    assert [run.rule for run in RetentionRun.objects.all()] == ["test"]


def test_a_rule_runs_once_a_night_even_when_the_night_was_missed() -> None:
    noon = datetime(2031, 6, 18, 12, tzinfo=UTC)
    hourly = [rule for rule in all_rules() if rule.hourly]

    runs = [run_due_rules(now=noon + timedelta(hours=hours)) for hours in (0, 1, 13, 24)]

    assert runs == [len(all_rules()), len(hourly), len(all_rules()), len(hourly)]


def test_the_worker_follows_all_rules() -> None:
    forget_what_is_over(0)

    done = set(RetentionRun.objects.values_list("rule", flat=True))
    assert done == {rule.name for rule in all_rules()}
