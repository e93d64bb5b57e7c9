"""One line of progress per step, and errors in plain words."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from welcome_office.launch.errors import LaunchError


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done, then how long it took; errors end the line."""
    began = time.monotonic()
    click.echo(f"  {title} … ", nl=False)
    try:
        yield
    except Exception:
        click.echo("failed.")
        raise
    click.echo(f"{time.monotonic() - began:.1f} s")


class Refusals(click.Command):
    """A command that shows a LaunchError as a sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except LaunchError as error:
            raise click.ClickException(str(error)) from error
