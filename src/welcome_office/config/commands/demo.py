"""`invent-visits`: what makes the demonstration look like life."""

import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - models load only after setup
from django.utils import timezone  # noqa: E402

from welcome_office.partners.models import Office  # noqa: E402
from welcome_office.visits.demo import SEED, invent_visits  # noqa: E402


@click.command()
@click.option("--weeks", default=8, show_default=True, help="How many weeks ahead.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed, the same visits.")
def invent(*, weeks: int, seed: int) -> None:
    """Fill the coming one-stop days of the demo to about 60 percent with invented visits."""
    if not settings.DEMO:
        raise click.ClickException("Visits are invented in the demonstration only.")
    for office in Office.objects.defer("definition").filter(is_demo=True):
        made = invent_visits(office, today=timezone.localdate(), weeks=weeks, seed=seed)
        click.echo(f"{office.slug}: {made.visits} invented visits on {made.days} days.")
