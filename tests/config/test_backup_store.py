"""Backups go to a store that speaks S3, and come back from there."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from tests.factories import make_office, make_visit
from tests.growing.waiting import comes_true

from welcome_office.config.backup_store import backup_names, forget_backups, keep_backup
from welcome_office.config.backups import BackupError
from welcome_office.config.commands.backups import backup
from welcome_office.config.inspection import LOOKS
from welcome_office.config.store_address import s3_options
from welcome_office.launch.ports import free_port, somebody_answers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The port of an S3 store on this machine, with one bucket."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert comes_true(lambda: somebody_answers(port))
        boto3.client(
            "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
            aws_access_key_id="key", aws_secret_access_key="secret",
        ).create_bucket(Bucket="office")  # fmt: skip
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def store(server: int, var: Path, settings: LazySettings) -> str:
    """The address of an empty folder in the store, which the settings name."""
    address = f"s3+http://key:secret@127.0.0.1:{server}/office/{var.parent.name}"
    use(settings, s3_options(address))
    return address


def use(settings: LazySettings, options: Mapping[str, object]) -> None:
    backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"backups": backend}


def test_a_backup_comes_back_from_the_store(
    store: str, another_database: str, tmp_path: Path
) -> None:
    make_visit(make_office())
    # A new machine has no such folder yet.
    new = tmp_path / "new"

    said = CliRunner().invoke(backup, ["store:monday.backup", "--forget-after-days", "30"])
    done = subprocess.run(
        [sys.executable, "-m", "welcome_office", "restore", "store:monday.backup"],
        env={
            **os.environ, "BACKUP_STORE": store, "DATABASE_URL": another_database,
            "WELCOME_OFFICE_VAR": str(new),
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert said.output.endswith("MiB.\n0 older backups deleted.\n")
    files = [path.relative_to(new) for path in new.rglob("*.*")]
    assert files == [Path("sheets/monday.pdf")]


def test_old_backups_are_deleted_and_no_other_file(store: str) -> None:
    keep_backup("monday.backup")

    kept = forget_backups(older_than=timedelta(days=30)), backup_names()
    deleted = forget_backups(older_than=timedelta(0)), backup_names()

    assert kept == (0, ["monday.backup"])
    assert deleted == (1, [])


def test_a_backup_in_the_store_is_never_replaced(store: str) -> None:
    keep_backup("monday.backup")

    with pytest.raises(BackupError, match="is in the store already"):
        keep_backup("monday.backup")


def test_the_check_tells_when_the_store_refuses(store: str, settings: LazySettings) -> None:
    look = dict(LOOKS)["backups"]

    (well,) = look("backups")
    use(settings, s3_options(store.replace("/office/", "/no-such-bucket/")))
    (ill,) = look("backups")

    assert (well.says, well.remedy) == ("0 in the store", "")
    assert "Look at BACKUP_STORE" in ill.remedy


@pytest.mark.parametrize("address", ["s3://host/bucket", "s3://key:secret@host", "/a/folder"])
def test_an_address_that_is_incomplete_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="must look like s3://key:secret@host"):
        s3_options(address)
