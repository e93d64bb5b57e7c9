"""What a migration may do while the programs of the release before it still run.

They read and write the columns that they know, and no others: a new column must fill itself, and a
known one must stay what it is. What they do not know yet, a migration may change as it likes.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

# A migration says by this name, in a sentence, why what the check names trips nobody.
REASON = "OLD_PROGRAMS_GO_ON"
SHORTEST_REASON = 20
HARMLESS = {
    "CreateModel", "AlterModelOptions", "AlterModelManagers", "AlterModelTableComment",
    "AddIndex", "AddIndexConcurrently", "RenameIndex", "RemoveIndex", "RemoveConstraint",
    "BtreeGistExtension",
}  # fmt: skip
Known = frozenset[tuple[str, str]]


def problems_of(migration: Migration, *, state: ProjectState, known: Known) -> Iterator[str]:
    """What would trip programs that know these models; the state goes on with the migration."""
    reason = getattr(import_module(type(migration).__module__), REASON, "")
    for operation in migration.operations:
        problem = _problem(operation, migration.app_label, state=state, known=known)
        if problem and len(reason) < SHORTEST_REASON:
            what = operation.describe()
            yield f"{migration}: {what}: {problem} Or say why it is harmless in {REASON}."
        operation.state_forwards(migration.app_label, state)


def _problem(operation: Operation, app: str, *, state: ProjectState, known: Known) -> str:
    kind = type(operation).__name__
    if kind == "SeparateDatabaseAndState":
        inner = operation.database_operations  # type: ignore[attr-defined] # of this kind only
        found = [_problem(each, app, state=state, known=known) for each in inner]
        return next(filter(None, found), "")
    model = getattr(operation, "model_name", getattr(operation, "name", ""))
    is_new = bool(model) and (app, model.lower()) not in known
    if kind in HARMLESS or is_new:
        return ""
    return JUDGES.get(kind, _unknown)(operation, app, state)


def _gone(*_: object) -> str:
    return "the release before still uses it. Leave it out of the models first, drop it later."


def _unknown(*_: object) -> str:
    return "no machine can say whether the release before goes on."


def _bound(*_: object) -> str:
    return "the release before may write what this forbids."


def _added(operation: Operation, *_: object) -> str:
    field: Field[object, object] = operation.field  # type: ignore[attr-defined] # AddField has one
    fills_itself = field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
    return "" if fills_itself else "the release before leaves it empty. Give it a db_default."


def _altered(operation: Operation, app: str, state: ProjectState) -> str:
    after: Field[object, object] = operation.field  # type: ignore[attr-defined] # AlterField has one
    model = state.models[app, operation.model_name.lower()]  # type: ignore[attr-defined]
    before = model.fields[operation.name]  # type: ignore[attr-defined]
    if before.db_type(connection) != after.db_type(connection):
        return "the release before expects the former type."
    is_bound = (before.null and not after.null) or (after.unique and not before.unique)
    return _bound() if is_bound else ""


JUDGES: dict[str, Callable[[Operation, str, ProjectState], str]] = {
    "AddField": _added,
    "AlterField": _altered,
    "RemoveField": _gone,
    "RenameField": _gone,
    "DeleteModel": _gone,
    "RenameModel": _gone,
    "AlterModelTable": _gone,
    "AddConstraint": _bound,
    "AlterUniqueTogether": _bound,
}
