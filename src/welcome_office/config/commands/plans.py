"""`tell-plans`: what a change of law or of the office's files does to kept arrival plans."""

import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.core.wording import speaking  # noqa: E402 - models load only after setup
from welcome_office.pathways.arrival.changes import changes_in_words  # noqa: E402
from welcome_office.pathways.law_news import changes_ahead, tell_plans  # noqa: E402


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be told, change nothing.")
@click.option("--language", type=click.Choice(["de", "en", "ar"]), default="en")
def tell_plans_of_law(*, dry_run: bool, language: str) -> None:
    """Plan kept plans anew by today's law and tell each person concerned, once.

    The worker does the same every night. Plans that say the same as before are told nothing.
    """
    news = changes_ahead() if dry_run else tell_plans()
    with speaking(language):
        for each in news:
            click.echo(str(each.plan.pk))
            for line in changes_in_words(each.changes):
                click.echo(f"    {line}")
    click.echo(f"{len(news)} kept plans {'would be' if dry_run else 'were'} told.")
