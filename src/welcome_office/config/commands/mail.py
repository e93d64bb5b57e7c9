"""`note-bounce`: what the mail server hands over when a letter came back."""

import os
from typing import BinaryIO

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.visits import bounces  # noqa: E402 - models load only after setup


@click.command()
@click.argument("mail", type=click.File("rb"), default="-")
def note_bounce(mail: BinaryIO) -> None:
    """Read a mail that came back (a file, or standard input) and mark the message as not delivered.

    Let the mail server pipe what comes to the sender's address into this command.
    """
    message = bounces.note_bounce(mail.read())
    click.echo(
        "No letter of ours came back." if message is None else f"Message {message.pk} noted."
    )
