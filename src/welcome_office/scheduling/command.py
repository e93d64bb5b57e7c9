"""The command `welcome-office find-visits`."""

import sys

import click


@click.command("find-visits")
@click.option("--pretty", is_flag=True, help="Indent the answer.")
def find_visits(*, pretty: bool) -> None:  # noqa: ARG001 (used as soon as there are answers)
    """Find times for one visit: a JSON document on standard input, offers on standard output."""
    click.echo("find-visits: not available yet", err=True)
    sys.exit(1)
