"""Backups in a store: there, back, and gone when their time is over."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.utils import timezone

from welcome_office.config.backups import BackupError, read_backup, working_folder, write_backup

ENDING = ".backup"


def keep_backup(name: str, *, recipient: str = "") -> int:
    """Write a backup and put it into the store under a new name; give its size in bytes."""
    with _store() as store, working_folder() as folder:
        if not name.endswith(ENDING):
            raise BackupError(f"Let the name end with {ENDING}: {name!r} does not.")
        if store.exists(name):
            raise BackupError(f"{name} is in the store already. Choose another name.")
        written = write_backup(folder / "backup", recipient=recipient)
        with written.open("rb") as file:
            store.save(name, File(file))
        return written.stat().st_size


def fetch_backup(name: str, *, identity: Path | None = None) -> Mapping[str, str]:
    """Bring back what lies in the store under this name; say what was in it."""
    with _store() as store, working_folder() as folder:
        fetched = folder / "backup"
        with store.open(name) as there, fetched.open("xb") as here:
            shutil.copyfileobj(there, here)
        return read_backup(fetched, identity=identity)


def backup_names() -> list[str]:
    """What lies in the store."""
    with _store() as store:
        return sorted(name for name in store.listdir("")[1] if name.endswith(ENDING))


def forget_backups(*, older_than: timedelta) -> int:
    """Delete older backups from the store; say how many those were."""
    with _store() as store:
        before = timezone.now() - older_than
        old = [name for name in backup_names() if store.get_modified_time(name) < before]
        for name in old:
            store.delete(name)
        return len(old)


@contextmanager
def _store() -> Iterator[Storage]:
    if "backups" not in settings.STORAGES:
        raise BackupError("No store is set. Set BACKUP_STORE=s3://key:secret@host/bucket/folder")
    try:
        yield storages["backups"]
    except FileNotFoundError as error:
        raise BackupError(f"The store does not hold {error}.") from error
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise BackupError(f"The store says: {error}. Look at BACKUP_STORE.") from error
