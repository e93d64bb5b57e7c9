"""What was written down comes back whole, into an empty database only."""

import os
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.db import connection
from psycopg import sql
from tests.factories import make_office, make_visit

from welcome_office.config.backups import BackupError, _unpack, read_backup, write_backup

pytestmark = pytest.mark.django_db(transaction=True)


def counts(cursor: "psycopg.Cursor[tuple[int]]") -> dict[str, int]:
    found = {}
    for table in connection.introspection.table_names():
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        row = cursor.fetchone()
        found[table] = row[0] if row else -1
    return found


def restore(source: Path, *options: str, database: str, var: Path) -> str:
    environment = {**os.environ, "DATABASE_URL": database, "WELCOME_OFFICE_VAR": str(var)}
    command = [sys.executable, "-m", "welcome_office", "restore", str(source), *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_encrypted_backup_brings_everything_back(
    var: Path, another_database: str, tmp_path: Path
) -> None:
    make_visit(make_office())
    (var / "tmpkilled").mkdir()
    (var / "tmpkilled" / "database.dump").write_text("a whole database")
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"# kept in the safe\n{key}\n")

    backup = write_backup(tmp_path / "monday", recipient=str(key.to_public()))
    said = restore(
        backup, "--identity", str(tmp_path / "key"), database=another_database, var=tmp_path / "new"
    )

    assert "Brought back" in said
    with connection.cursor() as cursor:
        before = counts(cursor.connection.cursor())
    with closing(psycopg.connect(another_database)) as restored:
        assert counts(restored.cursor()) == before
    assert before["visits_visit"] == 1
    files = [path.relative_to(tmp_path / "new") for path in (tmp_path / "new").rglob("*.*")]
    assert files == [Path("sheets/monday.pdf")]


def test_without_its_key_a_backup_says_nothing(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = pyrage.x25519.Identity.generate()
    make_visit(make_office())
    backup = write_backup(tmp_path / "monday", recipient=str(key.to_public()))

    assert b"monday.pdf" not in backup.read_bytes()
    assert backup.stat().st_mode & 0o077 == 0


def test_a_database_that_holds_something_is_not_overwritten(var: Path, tmp_path: Path) -> None:
    backup = write_backup(tmp_path / "monday")

    with pytest.raises(BackupError, match=r"Restore into an empty one.*DIRECT_DATABASE_URL"):
        read_backup(backup)


def test_a_backup_never_replaces_another(var: Path, tmp_path: Path) -> None:
    (tmp_path / "monday").write_text("another backup")

    with pytest.raises(BackupError, match="is there already"):
        write_backup(tmp_path / "monday")
    assert (tmp_path / "monday").read_text() == "another backup"


def test_a_wrong_key_is_told_before_anything_is_written(var: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no public key of age"):
        write_backup(tmp_path / "monday", recipient="ssh-rsa AAAA")
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_an_archive_that_leads_elsewhere_is_refused(var: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "crafted", "w:gz") as tar:
        tar.add(__file__, "../elsewhere")

    with pytest.raises(BackupError, match="does not belong into a backup"):
        _unpack(tmp_path / "crafted", tmp_path / "target")
    assert not (tmp_path / "elsewhere").exists()
