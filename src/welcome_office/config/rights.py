"""What the programs' own database role may do, where another role owns the tables."""

from django.db import connection
from psycopg import sql

# Rows of these are only ever added; who could change them could hide who did what.
ONLY_ADDED = (
    "core_auditrecord", "core_accessrecord", "core_auditlink",
    "visits_stepevent", "visits_waitingrecord",
)  # fmt: skip
RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE EXECUTE ON FUNCTION core_forget_records(timestamptz) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION core_forget_records(timestamptz) TO {role}",
)


def grant_rights(role: str) -> None:
    """Let a role run web and worker, and nothing more; the role that owns the tables calls this."""
    name = sql.Identifier(role)
    only_added = sql.SQL(", ").join(map(sql.Identifier, ONLY_ADDED))
    with connection.cursor() as cursor:
        for right in RIGHTS:
            cursor.execute(sql.SQL(right).format(role=name))
        cursor.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(only_added, name))


def may_change_records() -> bool:
    """Whether the role of this connection could change or delete audit records."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(has_table_privilege(name, right_))"
            " FROM unnest(%s::text[]) AS name, unnest(ARRAY['UPDATE', 'DELETE']) AS right_",
            [list(ONLY_ADDED)],
        )
        return bool(cursor.fetchone()[0])
