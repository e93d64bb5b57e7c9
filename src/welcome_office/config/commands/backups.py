"""`backup`, `restore`: everything into one file, and back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click
import django

from welcome_office.config.direct import go_directly

# A snapshot lasts for many statements, each of which a pooler may give to another connection.
go_directly()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.config.backup_store import (  # noqa: E402 - settings load only after setup
    fetch_backup,
    forget_backups,
    keep_backup,
)
from welcome_office.config.backups import BackupError, read_backup, write_backup  # noqa: E402
from welcome_office.launch.steps import Refusals  # noqa: E402

AN_EXISTING_FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
STORE = "store:"


@click.command(cls=Refusals)
@click.argument("target")
@click.option("--recipient", default="", help="Encrypt for this public key of age (age1…).")
@click.option("--forget-after-days", type=int, help="Then delete what is older in the store.")
def backup(target: str, *, recipient: str, forget_after_days: int | None) -> None:
    """Write database and files into one file; the office may stay open meanwhile.

    TARGET is a file, or store:NAME.backup for the store of BACKUP_STORE.
    """
    with _telling():
        if not target.startswith(STORE):
            written = write_backup(Path(target).resolve(), recipient=recipient)
            click.echo(f"{written}: {written.stat().st_size / 1024**2:.1f} MiB.")
            return
        size = keep_backup(target.removeprefix(STORE), recipient=recipient)
        click.echo(f"{target}: {size / 1024**2:.1f} MiB.")
        if forget_after_days is not None:
            old = forget_backups(older_than=timedelta(days=forget_after_days))
            click.echo(f"{old} older backups deleted.")


@click.command(cls=Refusals)
@click.argument("source")
@click.option("--identity", type=AN_EXISTING_FILE, help="The file with the secret key of age.")
def restore(source: str, *, identity: Path | None) -> None:
    """Bring back what `backup` wrote, into an empty database; then run `upgrade`.

    SOURCE is a file, or store:NAME.backup.
    """
    with _telling():
        if source.startswith(STORE):
            manifest = fetch_backup(source.removeprefix(STORE), identity=identity)
        else:
            manifest = read_backup(Path(source), identity=identity)
    click.echo(
        f"Brought back: made {manifest['made']} by version {manifest['version']}. "
        "Now run `welcome-office upgrade`, then `welcome-office check`."
    )


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except (BackupError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from error
