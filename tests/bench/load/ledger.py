"""What the database says afterwards: whether anything overlaps, whether a booking was lost."""

from collections.abc import Collection, Mapping

from django.db import connection

OVERLAPS = {
    "counsellors in two places": """
        SELECT count(*) FROM visits_occupation one JOIN visits_occupation other
        ON one.resource_id = other.resource_id AND one.id < other.id AND one.during && other.during
    """,
    "visits in two places": """
        SELECT count(*) FROM visits_step one JOIN visits_step other
        ON one.visit_id = other.visit_id AND one.id < other.id AND one.during && other.during
    """,
    "people in two visits": """
        SELECT count(*) FROM visits_visit one JOIN visits_visit other
        ON one.person_id = other.person_id AND one.id < other.id AND one.during && other.during
        WHERE one.state = 'confirmed' AND other.state = 'confirmed'
    """,
}
UNOCCUPIED = """
    SELECT count(*) FROM visits_step step JOIN visits_visit visit ON visit.id = step.visit_id
    WHERE visit.state = 'confirmed' AND NOT EXISTS (
      SELECT FROM visits_occupation taken WHERE taken.visit_id = visit.id
      AND taken.resource_id = step.counsellor_id AND taken.during @> step.during)
"""


def disagreements(booked: Collection[str]) -> Mapping[str, int]:
    """How often something is not as those who booked were told; all zero when all is well."""
    with connection.cursor() as cursor:
        found = {name: _number(cursor, query) for name, query in OVERLAPS.items()}
        found["steps of booked visits that occupy nobody"] = _number(cursor, UNOCCUPIED)
        cursor.execute("SELECT email FROM visits_visit WHERE state = 'confirmed'")
        kept = {email for (email,) in cursor.fetchall()}
    found["booked visits that are lost"] = len(set(booked) - kept)
    found["booked visits that nobody was told of"] = len(kept - set(booked))
    return found


def _number(cursor: object, query: str) -> int:
    cursor.execute(query)  # type: ignore[attr-defined] # a cursor: Django has no type for it
    number: int = cursor.fetchone()[0]  # type: ignore[attr-defined] # as above
    return number
