"""`check-office`: an office's files read without a database."""

from pathlib import Path

import click

from welcome_office.partners.office_files.parsing import OfficeFilesError, read_office_files


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_office(folder: Path) -> None:
    """Tell every mistake in an office's files, with file, line and remedy; needs no database."""
    try:
        file = read_office_files(folder)
    except OfficeFilesError as error:
        raise click.ClickException(f"{len(error.problems)} mistakes:\n{error}") from error
    click.echo(f"{folder}: {file.office.id} is in order.")
