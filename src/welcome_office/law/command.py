"""The command `welcome-office compile-law`."""

import sys

import click

from welcome_office.law.residence.law import FOLDER, read_residence_law
from welcome_office.lawbook.compiled import keep_law
from welcome_office.lawbook.problems import LawError


@click.command("compile-law")
def compile_law() -> None:
    """Check the residence law's YAML and keep it in the form that starts fast."""
    try:
        path = keep_law(FOLDER, read_residence_law)
    except LawError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{path.parent.name}/{path.name} is fresh.")
