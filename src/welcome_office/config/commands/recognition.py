"""`import-procedures`, `renew-upload-keys`: cases from a file, papers under a newer key."""

import os
from pathlib import Path

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - models load only after setup

from welcome_office.core.audit import PROGRAM  # noqa: E402
from welcome_office.core.wording import speaking  # noqa: E402
from welcome_office.law.recognition.law import load_law  # noqa: E402
from welcome_office.partners.models import Partner  # noqa: E402
from welcome_office.partners.queries import definition_of  # noqa: E402
from welcome_office.recognition.actions import (  # noqa: E402
    ChangedSinceError,
    CodeTakenError,
    refuse_taken,
    take_over,
    undo_import,
)
from welcome_office.recognition.actions.files import renew_keys  # noqa: E402
from welcome_office.recognition.files.keeping import LostKeyError  # noqa: E402
from welcome_office.recognition.import_files import Reading, read_cases  # noqa: E402
from welcome_office.recognition.land import land_of  # noqa: E402
from welcome_office.recognition.models import ImportBatch  # noqa: E402


@click.command()
@click.argument("office")
@click.argument("partner")
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, change nothing.")
@click.option("--undo", type=int, help="Take back the import with this number.")
def import_procedures(
    office: str, partner: str, *, file: Path | None, dry_run: bool, undo: int | None
) -> None:
    """Take over existing recognition cases of a PARTNER of an OFFICE from a CSV file.

    Exit code 1 when the file has mistakes (all are told at once) or something speaks against it.
    """
    found = Partner.objects.select_related("office").filter(office__slug=office, slug=partner)
    owner = found.first()
    if owner is None:
        raise click.ClickException(f"There is no {partner!r} in an office {office!r}.")
    if undo is not None:
        _undo(owner, undo)
    elif file is None:
        raise click.UsageError("Name a file, or the import to --undo.")
    else:
        _take_over(owner, file, dry_run=dry_run)


def _take_over(owner: Partner, file: Path, *, dry_run: bool) -> None:
    with speaking("en"):
        reading = _read(owner, file)
        lines = "\n".join(str(problem) for problem in reading.problems)
    if reading.problems:
        raise click.ClickException(f"{len(reading.problems)} mistakes in {file}:\n{lines}")
    try:
        if dry_run:
            refuse_taken(reading.cases, partner=owner)
            click.echo(f"{len(reading.cases)} cases would be taken over.")
            return
        batch = take_over(reading.cases, partner=owner, by=PROGRAM)
    except CodeTakenError as error:
        raise click.ClickException(f"These codes are taken: {error}.") from error
    click.echo(f"{batch.cases} cases taken over. To take them back: --undo {batch.pk}")


def _read(owner: Partner, file: Path) -> Reading:
    land = land_of(definition_of(owner.office))
    if land is None:
        raise click.ClickException("Nobody has written down this Land's law of recognition yet.")
    return read_cases(file.read_bytes(), law=load_law(land), land=land, today=timezone.localdate())


def _undo(owner: Partner, number: int) -> None:
    batch = ImportBatch.objects.filter(partner=owner, pk=number).first()
    if batch is None:
        raise click.ClickException(f"{owner.slug} has taken over no import {number}.")
    try:
        undo_import(batch, by=PROGRAM)
    except ChangedSinceError as error:
        raise click.ClickException(f"These cases were worked on since: {error}.") from error
    click.echo(f"{batch.cases} cases taken back.")


@click.command()
def renew_upload_keys() -> None:
    """Encrypt every paper that was sent with the first of UPLOAD_KEYS; then the others can go."""
    try:
        count = renew_keys()
    except LostKeyError as error:
        raise click.ClickException(
            "A file was encrypted with a key that UPLOAD_KEYS does not name. Add it at the end."
        ) from error
    click.echo(f"{count} files encrypted anew. All keys but the first can go.")
