"""What the pages keep no longer: sessions, shared counts, caught mails."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep
from welcome_office.core.retention import Rule

SESSION_KEPT = Keep(days=0, after=_("the session ended"))
TRIES_KEPT = Keep(days=0, after=_("the limit that was counted for ended"))
CAUGHT_KEPT = Keep(days=7, after=_("the demonstration caught the mail"))


def forget_sessions(now: datetime) -> int:
    """Delete what ended sessions still hold; typed answers, too."""
    return Session.objects.filter(expire_date__lte=now).delete()[0]


def forget_tries(now: datetime) -> int:
    """Delete the cache that all web processes share: failed sign-ins, codes already used."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shared_counts WHERE expires <= %s", [now])
        return int(cursor.rowcount)


def forget_caught_mails(now: datetime) -> int:
    """Delete copies of mails; only the demonstration makes any."""
    if settings.MAIL_FOLDER is None or not settings.MAIL_FOLDER.is_dir():
        return 0
    limit = (now - timedelta(days=CAUGHT_KEPT.days)).astimezone(UTC).timestamp()
    old = [each for each in settings.MAIL_FOLDER.iterdir() if each.stat().st_mtime <= limit]
    for each in old:
        each.unlink(missing_ok=True)
    return len(old)


RULES = (
    Rule(
        name="sessions",
        kind=_("Sessions of the pages, with what was typed in them"),
        keep=SESSION_KEPT,
        forget=forget_sessions,
        hourly=True,
    ),
    Rule(
        name="tries",
        kind=_("Failed sign-ins and used codes under hashes"),
        keep=TRIES_KEPT,
        forget=forget_tries,
        hourly=True,
    ),
    Rule(
        name="caught-mails",
        kind=_("Copies of mails in the demonstration"),
        keep=CAUGHT_KEPT,
        forget=forget_caught_mails,
    ),
)
