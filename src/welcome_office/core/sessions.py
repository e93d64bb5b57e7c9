"""Sessions in the database, asked for with one plain statement each.

Every page of the path reads the session and most of them write it: the object mapper and a
transaction around a single statement would cost more than the statements themselves.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    """Django's sessions in its own table; only how they are read and written again differs."""

    def load(self) -> dict[str, Any]:
        """Read what is kept; a session that ended is none."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session"
                " WHERE session_key = %s AND expire_date > %s",
                [self.session_key, timezone.now()],
            )
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Write an existing session again; a new one is made Django's way."""
        if self.session_key is None or must_create:
            super().save(must_create=must_create)
            return
        data = self.encode(dict(self.items()))
        kept = Session.objects.filter(session_key=self.session_key)
        if not kept.update(session_data=data, expire_date=self.get_expiry_date()):
            # It was ended meanwhile, e.g. signed out in another window.
            raise UpdateError
