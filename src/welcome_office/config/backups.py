"""One file that holds database and files as they were at one moment, and the way back.

The database is read first, in one snapshot. Files are written before rows that name them and
deleted after, so what the rows name is in the backup.
"""

import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

import pyrage
from django.conf import settings
from django.db import connection
from psycopg import pq

from welcome_office import __version__
from welcome_office.launch.binaries import PROGRAMS, wheel_parent

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
# Made anew by every start, or of use on this machine only.
NOT_KEPT = frozenset({"static", "log", "home", "postgres", "mail", "run.json", "setup.lock"})
# Folders of backups, this one's and those of killed ones: whole databases.
LEFT_BEHIND = "tmp"
SYSTEM_PROGRAMS = "/usr/lib/postgresql/{major}/bin"


class BackupError(Exception):
    """The backup cannot be written or brought back; the message says what to do."""


def write_backup(target: Path, *, recipient: str = "") -> Path:
    """Write everything to a file that only its owner may read; with a recipient, encrypted.

    `recipient`: a public key of age (age1…); only the holder of its secret key can read the file.
    """
    if target.exists():
        raise BackupError(f"{target} is there already. Choose another name or move it away.")
    recipients = [_recipient(recipient)] if recipient else []
    draft = target.with_name(target.name + ".part")
    with TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / DUMP
        _run_program(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}"
        )
        archive = Path(folder) / "archive"
        _pack(archive, dump)
        with _private(draft) as out, archive.open("rb") as packed:
            if recipients:
                pyrage.encrypt_io(packed, out, recipients)
            else:
                shutil.copyfileobj(packed, out)
    draft.rename(target)
    return target


def read_backup(source: Path, *, identity: Path | None = None) -> Mapping[str, str]:
    """Bring everything back into an empty database and an empty folder; say what was in it."""
    _require_empty()
    with working_folder() as folder:
        _unpack(_decrypted(source, folder, identity=identity), folder)
        manifest: dict[str, str] = json.loads((folder / MANIFEST).read_text())
        dump = folder / DUMP
        database = str(settings.DATABASES["default"]["NAME"])
        _run_program(
            "pg_restore", "--no-owner", "--no-privileges", "--single-transaction",
            "--exit-on-error", f"--dbname={database}", str(dump),
        )  # fmt: skip
        kept = folder / FILES
        if kept.exists():
            shutil.copytree(kept, settings.VAR, dirs_exist_ok=True)
    return manifest


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder among our files for what is being made; on a new machine there are none yet."""
    settings.VAR.mkdir(mode=0o750, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.VAR) as folder:
        yield Path(folder)


def _pack(archive: Path, dump: Path) -> None:
    manifest = archive.with_name(MANIFEST)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    manifest.write_text(json.dumps({"version": __version__, "made": made}))
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        tar.add(manifest, MANIFEST)
        tar.add(dump, DUMP)
        for path in sorted(settings.VAR.iterdir()) if settings.VAR.exists() else ():
            if path.name not in NOT_KEPT and not path.name.startswith(LEFT_BEHIND):
                tar.add(path, f"{FILES}/{path.name}")


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, members=list(_harmless(tar)))  # noqa: S202 - see there
    except tarfile.ReadError as error:
        raise BackupError(
            "This is no backup of ours, or it is encrypted: name the key with --identity."
        ) from error


def _harmless(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Files and folders below ours, as `write_backup` packs them; Python 3.11.2 has no filter."""
    for member in tar:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            raise BackupError(f"{member.name} does not belong into a backup of ours.")
        member.mode = 0o700 if member.isdir() else 0o600
        yield member


def _decrypted(source: Path, folder: Path, *, identity: Path | None) -> Path:
    if identity is None:
        return source
    plain = folder / "archive"
    lines = identity.read_text().splitlines()
    keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-")]
    try:
        with source.open("rb") as closed, _private(plain) as out:
            pyrage.decrypt_io(closed, out, keys)
    except pyrage.DecryptError as error:
        raise BackupError(f"{identity} does not open {source}: {error}.") from error
    return plain


def _recipient(key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise BackupError(f"{key!r} is no public key of age; one begins with age1.") from error


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _require_empty() -> None:
    tables = connection.introspection.table_names()
    if tables:
        raise BackupError(
            f"The database holds {len(tables)} tables. Restore into an empty one, so that nothing "
            "is lost: create a new database and name it in DATABASE_URL. "
            "DIRECT_DATABASE_URL, where it is set, counts instead."
        )


def _run_program(name: str, *arguments: str) -> None:
    result = subprocess.run(
        [_program(name), *arguments],
        env={**os.environ, **_address()},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise BackupError(f"{name} failed: {result.stderr.strip()}")


def _address() -> dict[str, str]:
    database = settings.DATABASES["default"]
    named = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        # Not on the command line, where everybody on the machine could read it.
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
    }
    options = database.get("OPTIONS", {})
    # Sslmode and the like: most options of an address have a variable of their own.
    for each in pq.Conninfo.get_defaults():
        if each.envvar and each.keyword.decode() in options:
            named[each.envvar.decode()] = options[each.keyword.decode()]
    return {name: str(value) for name, value in named.items() if value}


def _program(name: str) -> str:
    """PostgreSQL's program of the server's own version, else ours, which is the newest."""
    major = connection.pg_version // 10000  # type: ignore[attr-defined] # PostgreSQL has it
    system = Path(SYSTEM_PROGRAMS.format(major=major)) / name
    return str(system if system.exists() else wheel_parent() / PROGRAMS / name)
