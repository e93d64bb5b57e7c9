"""What an administrator wants to know before opening: each thing looked at, with its remedy."""

import os
import shutil
import ssl
import stat
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from zoneinfo import available_timezones

import psycopg
from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from welcome_office.config.backup_store import backup_names
from welcome_office.config.backups import BackupError
from welcome_office.config.readiness import refusals
from welcome_office.config.rights import may_change_records
from welcome_office.core.display import REPLICA, lag_of_replica
from welcome_office.law.ages import checks_of_law
from welcome_office.partners.models import Office, Partner
from welcome_office.partners.queries import definition_of
from welcome_office.reporting.backup_age import OLDEST_BACKUP, age_of_newest_backup
from welcome_office.web.desk.provider import talk
from welcome_office.web.desk.provider.providers import all_providers, faults, variable
from welcome_office.web.desk.provider.refusal import Reason, RefusalError

OLDEST_POSTGRESQL = 150000
LEAST_FREE_BYTES = 2 * 1024**3
MOST_CLOCK_DIFFERENCE = timedelta(seconds=5)
LONGEST_WITHOUT_WORKER = timedelta(minutes=2)
LONGEST_LAW_UNCHECKED = timedelta(days=366)
SECONDS_TO_ANSWER = 10
HSTS = "Strict-Transport-Security"
PROMISED_HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
SILENT_SITE = "Start the web server and its proxy."
UNKNOWN_SITE = "Name the host of SITE_URL in ALLOWED_HOSTS."
WITHOUT_RIGHTS = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT'))
ORDER BY relname
"""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; without a remedy it is well."""

    about: str
    says: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be done."""
        return not self.remedy


def inspect() -> Iterator[Finding]:
    """Look at everything; what cannot be looked at is told and ends nothing."""
    for about, look in LOOKS:
        try:
            yield from look(about)
        except (OSError, DatabaseError, psycopg.Error) as error:
            yield Finding(about, str(error).strip(), "See the message; then run the check again.")


def _settings(about: str) -> Iterator[Finding]:
    found = list(refusals())
    if not found:
        kind = "demonstration" if settings.DEMO else "real office"
        yield Finding(about, f"complete, {kind}")
    for line in found:
        yield Finding(about, "incomplete", line)


def _database(about: str) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('server_version'),"
            " rolsuper FROM pg_roles WHERE rolname = current_user"
        )
        number, version, is_superuser = cursor.fetchone()
    is_new_enough = number >= OLDEST_POSTGRESQL
    yield Finding(
        about,
        f"PostgreSQL {version}",
        "" if is_new_enough else "Use PostgreSQL 15 or newer.",
    )
    if is_superuser:
        yield Finding(about, "the role is a superuser", "Use a role that only owns this database.")
    yield from _rights(about)


def _rights(about: str) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_RIGHTS)
        closed = [name for (name,) in cursor.fetchall()]
    if closed:
        remedy = "Run `welcome-office grant-rights <this role>` as the owner of the tables."
        yield Finding(about, f"the role may not work with {', '.join(closed)}", remedy)


def way_to_database(about: str) -> Iterator[Finding]:
    """Look for a pooler, and whether there is a way past it."""
    connection.ensure_connection()
    direct = settings.DIRECT_DATABASE_URL
    if not is_pooled(connection.connection):
        says = "past the pooler" if direct else "directly"
        yield Finding(about, f"this program reaches the server {says}")
        return
    if not direct:
        yield Finding(about, "through a pooler", "Set DIRECT_DATABASE_URL to the server itself.")
        return
    with psycopg.connect(direct, connect_timeout=SECONDS_TO_ANSWER) as way:
        leads_elsewhere = _identity(way.cursor()) != _identity(connection.cursor())
        remedies = {
            "DIRECT_DATABASE_URL leads to a pooler, too: name the server itself.": is_pooled(way),
            "DIRECT_DATABASE_URL leads to another database: name the same.": leads_elsewhere,
        }
    remedy = " ".join(remedy for remedy, is_due in remedies.items() if is_due)
    yield Finding(about, "through a pooler; worker and backups past it", remedy)


def replica(about: str) -> Iterator[Finding]:
    """Look at the replica: whether it is one, and how far it is behind."""
    if REPLICA not in settings.DATABASES:
        yield Finding(about, "none")
        return
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        (follows,) = cursor.fetchone()
    if not follows:
        yield Finding(about, "it follows nobody", "Name a standby of the first in REPLICA_URL.")
        return
    lag = lag_of_replica()
    is_late = lag is None or lag > settings.REPLICA_SECONDS
    says = "no worker gives signs to it" if lag is None else f"at most {lag:.0f} s behind"
    yield Finding(about, says, "Look at its replication and at the worker." if is_late else "")


def is_pooled(way: "psycopg.Connection[Any]") -> bool:
    """Whether somebody else than the server answered when this connection was made."""
    (answering,) = way.execute("SELECT pg_backend_pid()").fetchone() or (0,)
    return bool(answering != way.info.backend_pid)


def _identity(cursor: Any) -> object:
    cursor.execute("SELECT current_database(), system_identifier FROM pg_control_system()")
    return cursor.fetchone()


def _records(about: str) -> Iterator[Finding]:
    held = 'a trigger alone; see "Two roles" in docs/operations.md'
    yield Finding(
        about, f"kept from changes by {held if may_change_records() else 'missing rights'}"
    )


def _tables(about: str) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = "Run `welcome-office upgrade`." if waiting else ""
    yield Finding(about, f"{len(waiting)} changes wait" if waiting else "up to date", remedy)


def _offices(about: str) -> Iterator[Finding]:
    count = Office.objects.count()
    remedy = "" if count else "Run `welcome-office load-office offices/<yours>`."
    yield Finding(about, f"{count} loaded", remedy)


def _clock(about: str) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    difference = abs(datetime.now(UTC) - theirs)
    remedy = "" if difference < MOST_CLOCK_DIFFERENCE else "Let both machines use a time server."
    yield Finding(about, f"{difference.total_seconds():.1f} s from the database's", remedy)


def _time_zones(about: str) -> Iterator[Finding]:
    names = {definition_of(office).office.timezone for office in Office.objects.all()}
    for name in sorted(names | {settings.TIME_ZONE}):
        remedy = "" if name in available_timezones() else "Install the time zones: package tzdata."
        yield Finding(about, f"{name} is {'unknown' if remedy else 'known'}", remedy)


def _worker(about: str) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        (seen,) = cursor.fetchone()
    is_there = seen is not None and datetime.now(UTC) - seen < LONGEST_WITHOUT_WORKER
    remedy = "" if is_there else "Start one: `welcome-office worker`. Without it no mail leaves."
    yield Finding(about, f"last seen {seen:%Y-%m-%d %H:%M} UTC" if seen else "never seen", remedy)


def _mail(about: str) -> Iterator[Finding]:
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        mail = get_connection(timeout=SECONDS_TO_ANSWER)
        mail.open()
        mail.close()
    except OSError as error:
        yield Finding(about, f"{server}: {error}", "Check EMAIL_URL and the way to that server.")
    else:
        yield Finding(about, f"{server} answers")


def _providers(about: str) -> Iterator[Finding]:
    if any(faults()):
        return
    for provider in all_providers():
        place = f"{provider.office}/{provider.partner}"
        partners = Partner.objects.filter(office__slug=provider.office, is_active=True)
        if not partners.filter(slug=provider.partner).exists():
            named = f"{variable(provider.name, 'OFFICE')} and {variable(provider.name, 'PARTNER')}"
            yield Finding(about, f"there is no organisation {place}", f"Correct {named}.")
        try:
            talk.describe(provider)
        except RefusalError as refusal:
            remedy = PROVIDER_REMEDIES[refusal.reason].format(
                variable(provider.name, "ISSUER"), provider.issuer
            )
            yield Finding(about, f"{provider.name} at {provider.issuer}: {refusal}", remedy)
        else:
            yield Finding(about, f"{provider.name} at {provider.issuer} answers, for {place}")


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirection instead of following it."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Go nowhere."""


def _answer_of(address: str) -> tuple[int, Message]:
    """Status and headers of a page, whatever it says."""
    try:
        with urllib.request.build_opener(_Stay).open(address, timeout=SECONDS_TO_ANSWER) as answer:
            return answer.status, answer.headers
    except HTTPError as error:
        return error.code, error.headers


def _address(about: str) -> Iterator[Finding]:
    address = f"{settings.SITE_URL}/"
    try:
        status, headers = _answer_of(address)
    except (URLError, TimeoutError, ValueError, HTTPException) as error:
        is_untrusted = isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError)
        remedy = "Renew the proxy's certificate." if is_untrusted else SILENT_SITE
        yield Finding(about, f"{address}: {error}", remedy)
        return
    remedy = {400: UNKNOWN_SITE}.get(status, SILENT_SITE if status >= 500 else "")
    yield Finding(about, f"{address} answers {status}", remedy)
    if remedy or settings.DEMO:
        return
    if not address.startswith("https://"):
        yield Finding(about, "no TLS", "Give SITE_URL as https:// and let the proxy end TLS.")
    elif HSTS not in headers:
        yield Finding(
            about,
            "the HSTS header is missing",
            "Name the proxy in TRUSTED_PROXIES and let it set X-Forwarded-Proto.",
        )
    if missing := [name for name in PROMISED_HEADERS if name not in headers]:
        remedy = "Let the proxy pass our headers on."
        yield Finding(about, f"missing on its way: {', '.join(missing)}", remedy)


def _disk(about: str) -> Iterator[Finding]:
    folder = settings.VAR if settings.VAR.exists() else Path.cwd()
    free = shutil.disk_usage(folder).free
    remedy = "" if free > LEAST_FREE_BYTES else "Free space: logs and backups grow there."
    yield Finding(about, f"{free / 1024**3:.1f} GiB free at {folder}", remedy)
    if not os.access(folder, os.W_OK):
        yield Finding(about, f"{folder} cannot be written", "Give the folder to our account.")
    elif stat.S_IMODE(folder.stat().st_mode) & 0o007:
        yield Finding(about, f"{folder} is open to everybody", f"Run `chmod o-rwx {folder}`.")


def _law(about: str) -> Iterator[Finding]:
    for name, checks in checks_of_law().items():
        is_old = datetime.now(UTC).date() - checks.newest > LONGEST_LAW_UNCHECKED
        remedy = f"Compare law/{name} with its sources and note the day." if is_old else ""
        says = f"{name} checked between {checks.oldest} and {checks.newest}"
        yield Finding(about, says, remedy)


def _translations(about: str) -> Iterator[Finding]:
    languages = [code for code in settings.LANGUAGES_FOUND if code != "en"]
    folder = settings.LOCALE_PATHS[0]
    missing = [
        code for code in languages if not (folder / code / "LC_MESSAGES" / "django.mo").exists()
    ]
    remedy = "Run `welcome-office prepare`." if missing else ""
    says = f"not compiled: {', '.join(missing)}" if missing else ", ".join(["en", *languages])
    yield Finding(about, says, remedy)


PROVIDER_REMEDIES = {
    Reason.SILENT: "Check {0} and the way from this server to {1}.",
    Reason.INVALID: (
        "Compare {0} with `issuer` in {1}/.well-known/openid-configuration, sign by sign."
    ),
}


def _backups(about: str) -> Iterator[Finding]:
    age = age_of_newest_backup()
    if age is not None:
        is_old = age > OLDEST_BACKUP
        remedy = "Look at `systemctl status welcome-office-backup.timer`." if is_old else ""
        says = f"the newest in {settings.BACKUP_FOLDER} is {age / timedelta(hours=1):.0f} h old"
        yield Finding(about, says, remedy)
    elif settings.BACKUP_FOLDER is not None:
        remedy = "Make the folder, for our account (chown welcome-office)."
        yield Finding(about, f"{settings.BACKUP_FOLDER} cannot be read", remedy)
    if "backups" not in settings.STORAGES:
        yield Finding(about, "no store; they are written to files")
        return
    try:
        names = backup_names()
    except BackupError as error:
        yield Finding(about, "the store does not answer", str(error))
    else:
        yield Finding(about, f"{len(names)} in the store")


Look = Callable[[str], Iterator[Finding]]
LOOKS: tuple[tuple[str, Look], ...] = (
    ("settings", _settings),
    ("database", _database),
    ("way to the database", way_to_database),
    ("replica", replica),
    ("tables", _tables),
    ("audit records", _records),
    ("offices", _offices),
    ("time zone", _time_zones),
    ("clock", _clock),
    ("worker", _worker),
    ("mail server", _mail),
    ("providers", _providers),
    ("public address", _address),
    ("disk", _disk),
    ("backups", _backups),
    ("law", _law),
    ("translations", _translations),
)
