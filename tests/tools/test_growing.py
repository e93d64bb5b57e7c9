"""Migrations that would trip the programs of the release before are named."""

from importlib import import_module
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from msgspec.structs import replace
from tools.growing import problems_of
from tools.releases import last_release, problems_of_migrations, problems_of_tasks

KNOWN = frozenset({("town", "visit")})
CharField, ADDED = models.CharField, migrations.AddField


def told(*operations: Operation) -> list[str]:
    """What is said about a migration of these operations, without its own words."""
    state = ProjectState()
    fields: list[tuple[str, models.Field[Any, Any]]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", CharField(max_length=9)),
    ]
    state.add_model(ModelState("town", "Visit", fields))
    made = type("Change", (migrations.Migration,), {"operations": operations})
    migration = made("0002_change", "town")
    found = problems_of(migration, state=state, known=KNOWN)
    return [line.split(": ")[2].split(" Or say")[0] for line in found]


@pytest.mark.parametrize(
    "operation",
    [
        ADDED("visit", "note", CharField(max_length=9, null=True)),
        ADDED("visit", "note", CharField(max_length=9, db_default="")),
        migrations.AlterField("visit", "name", CharField(max_length=9, choices=[("a", "A")])),
        migrations.AddIndex("visit", models.Index(fields=["name"], name="by_name")),
        migrations.CreateModel("Plan", [("id", models.BigAutoField(primary_key=True))]),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("visit", "name")]
        ),
    ],
)
def test_what_old_programs_do_not_notice_is_free(operation: Operation) -> None:
    assert told(operation) == []


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        (ADDED("visit", "note", CharField(max_length=9, default="")), "leaves it empty"),
        (migrations.AlterField("visit", "name", models.IntegerField()), "the former type"),
        (migrations.AlterField("visit", "name", CharField(max_length=9, unique=True)), "may write"),
        (migrations.RemoveField("visit", "name"), "still uses it"),
        (migrations.RenameField("visit", "name", "title"), "still uses it"),
        (migrations.DeleteModel("Visit"), "still uses it"),
        (migrations.RunSQL("SELECT 1"), "no machine can say"),
        (
            migrations.AddConstraint(
                "visit", models.UniqueConstraint(fields=["name"], name="one_name")
            ),
            "may write",
        ),
    ],
)
def test_what_would_trip_old_programs_is_named(operation: Operation, says: str) -> None:
    (line,) = told(operation)

    assert says in line


def test_new_tables_may_change_as_they_like() -> None:
    key = ("id", models.BigAutoField(primary_key=True))

    assert told(
        migrations.CreateModel("Plan", [key]),
        ADDED("plan", "note", CharField(max_length=9, default="")),
        migrations.DeleteModel("Plan"),
    ) == []  # fmt: skip


def test_a_reason_answers_for_what_no_machine_can_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    module, why = import_module(__name__), "It reads, and nobody waits."
    monkeypatch.setattr(module, "OLD_PROGRAMS_GO_ON", why, raising=False)

    assert told(migrations.RunSQL("SELECT 1")) == []


def test_the_last_release_can_go_on_while_this_is_installed() -> None:
    release = last_release()

    assert [*problems_of_migrations(release), *problems_of_tasks(release)] == []


def test_work_that_is_gone_or_told_otherwise_is_named() -> None:
    message = "welcome_office.visits.tasks.send_message"
    release = replace(last_release(), tasks={"visits.gone": ("a",), message: ("number",)})

    gone, otherwise = problems_of_tasks(release)

    assert gone.startswith("visits.gone is gone")
    assert otherwise.startswith(f"{message} takes ('message_id',)")
