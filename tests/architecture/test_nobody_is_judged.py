"""Records of looks, acts and times are never used to judge staff: no query groups by them.

Agreed with the staff council (docs/privacy/personalrat.md).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "welcome_office"
# Who reads who did what: with its reason. Everybody else only adds.
READERS = {
    "core/audit.py": "adds records",
    "core/audit_chain.py": "finds whether a record was changed",
    "config/rights.py": "lets the programs' role add and read only",
    "recognition/actions/imports.py": "finds whether a case that was taken over was touched since",
    "reporting/incidents.py": "finds out after a breach who saw what; each use is recorded",
    "visits/data_copy.py": "tells a person who looked at their data, by role and organisation",
}
STAFF = ("counsellor", "actor", "viewer", "user", "membership", "audit_name", "last_login")
# `viewer_partner` is an organisation.
NOBODY = ("viewer_partner",)


def _files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def _chain(node: ast.expr) -> Iterator[ast.Call]:
    """The calls of `a.b().c().d()`, from the last one on."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node
        node = node.func.value


def _names_staff(call: ast.Call) -> bool:
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    return any(
        part in STAFF
        for word in words
        if isinstance(word, str) and word not in NOBODY
        for part in word.split("__")
    )


def groupings(text: str) -> list[int]:
    """The lines that count, sum or average something for each member of staff."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        calls = list(_chain(node))
        if calls and calls[0].func.attr in ("annotate", "aggregate"):  # type: ignore[attr-defined] # `_chain` gives attributes
            groups = [c for c in calls if c.func.attr in ("values", "values_list")]  # type: ignore[attr-defined]
            found += [node.lineno for call in groups if _names_staff(call)]
    return found


def test_no_query_groups_by_a_member_of_staff() -> None:
    found = {
        str(path.relative_to(SOURCE)): lines
        for path in _files()
        if (lines := groupings(path.read_text("utf-8")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "query",
    [
        "Step.objects.values('counsellor').annotate(n=Count('id'))",
        "Step.objects.filter(x=1).values('counsellor__slug').annotate(n=Avg('minutes'))",
        "AccessRecord.objects.values_list('viewer').order_by().annotate(n=Count('id'))",
        "Visit.objects.values('day', 'membership__user').annotate(n=Count('id'))",
    ],
)
def test_the_test_finds_such_a_query(query: str) -> None:
    assert groupings(query) == [1]


def reads_records(text: str) -> bool:
    """Whether a file uses the models of the records, or their tables."""
    if "core_auditrecord" in text or "core_accessrecord" in text:
        return True
    names = (node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name))
    return any(name in ("AuditRecord", "AccessRecord") for name in names)


def test_only_named_places_read_who_did_what() -> None:
    reading = {
        str(path.relative_to(SOURCE)) for path in _files() if reads_records(path.read_text("utf-8"))
    }

    assert reading == READERS.keys()


def test_no_statement_in_sql_groups_by_a_member_of_staff() -> None:
    def grouped(text: str) -> list[str]:
        parts = text.replace("\n", " ").lower().split("group by ")[1:]
        return [part[:80] for part in parts if any(word in part[:80] for word in STAFF)]

    found = {
        str(p.relative_to(SOURCE)): g for p in _files() if (g := grouped(p.read_text("utf-8")))
    }

    assert found == {}
