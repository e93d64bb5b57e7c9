"""`backup`, `restore`: everything into one file, and back."""

import os
from pathlib import Path

import click
import django

from welcome_office.config.direct import go_directly

# A snapshot lasts for many statements, each of which a pooler may give to another connection.
go_directly()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.config.backups import BackupError, read_backup, write_backup  # noqa: E402
from welcome_office.launch.steps import Refusals  # noqa: E402

A_FILE = click.Path(dir_okay=False, path_type=Path)
AN_EXISTING_FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command(cls=Refusals)
@click.argument("target", type=A_FILE)
@click.option("--recipient", default="", help="Encrypt for this public key of age (age1…).")
def backup(target: Path, *, recipient: str) -> None:
    """Write database and files into one file; the office may stay open meanwhile."""
    try:
        written = write_backup(target.resolve(), recipient=recipient)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{written}: {written.stat().st_size / 1024**2:.1f} MiB.")


@click.command(cls=Refusals)
@click.argument("source", type=AN_EXISTING_FILE)
@click.option("--identity", type=AN_EXISTING_FILE, help="The file with the secret key of age.")
def restore(source: Path, *, identity: Path | None) -> None:
    """Bring back what `backup` wrote, into an empty database; then run `upgrade`."""
    try:
        manifest = read_backup(source, identity=identity)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"Brought back: made {manifest['made']} by version {manifest['version']}. "
        "Now run `welcome-office upgrade`, then `welcome-office check`."
    )
