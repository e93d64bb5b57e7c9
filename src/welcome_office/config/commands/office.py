"""`load-office`, `export-office`: an office's files in and out of the database."""

import os
from pathlib import Path

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - models load only after setup

from welcome_office.core.audit import PROGRAM  # noqa: E402
from welcome_office.partners.office_files import OfficeFile  # noqa: E402
from welcome_office.partners.office_files.parsing import (  # noqa: E402
    OfficeFilesError,
    read_office_files,
)
from welcome_office.partners.office_files.writing import write_office  # noqa: E402
from welcome_office.partners.queries import definition_of, office_called  # noqa: E402
from welcome_office.visits.actions import StillNeededError, change_office  # noqa: E402

MOST_SHOWN = 10


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, change nothing.")
@click.option("--demo", is_flag=True, help="Mark the office as a demonstration.")
def load_office(folder: Path, *, dry_run: bool, demo: bool) -> None:
    """Take over the files of an office; the same files twice change nothing.

    Exit code 1 when the files have mistakes (all are told at once) or take away what booked visits
    need (told how many and which).
    """
    file = _read(folder)
    try:
        outcome = change_office(file, by=PROGRAM, is_demo=demo, only_try=dry_run)
    except StillNeededError as needed:
        raise click.ClickException(_explain(needed)) from needed
    would = "would be " if dry_run else ""
    click.echo(f"{folder}: {file.office.id} {would}{outcome}. {_count(file)}")


def _read(folder: Path) -> OfficeFile:
    try:
        return read_office_files(folder)
    except OfficeFilesError as error:
        count = len(error.problems)
        raise click.ClickException(f"{count} mistakes in {folder}:\n{error}") from error


def _count(file: OfficeFile) -> str:
    return (
        f"{len(file.partners)} partners, {len(file.services)} services, "
        f"{len(file.resources)} resources."
    )


def _explain(needed: StillNeededError) -> str:
    lines = [
        f"- {step.reference}: {step.service} at {step.resource},"
        f" {timezone.localtime(step.start):%Y-%m-%d %H:%M}"
        for step in needed.steps[:MOST_SHOWN]
    ]
    more = len(needed.steps) - len(lines)
    head = f"{needed.visits} booked visits need what these files no longer offer."
    tail = [f"… and {more} more"] if more else []
    return "\n".join([f"{head} Move or cancel them first, or keep it:", *lines, *tail])


@click.command()
@click.argument("office")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_office(office: str, folder: Path) -> None:
    """Write an office's files as the database holds them; loading them again changes nothing."""
    found = office_called(office)
    if found is None:
        raise click.ClickException(f"There is no office {office!r} in the database.")
    write_office(definition_of(found), folder)
    click.echo(f"{folder}: written.")
