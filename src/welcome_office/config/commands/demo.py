"""`invent-visits`, `open-demo-accounts`: what makes the demonstration look like life."""

import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - models load only after setup
from django.utils import timezone  # noqa: E402

from welcome_office.partners.models import Office  # noqa: E402
from welcome_office.recognition.demo import invent_procedures  # noqa: E402
from welcome_office.visits.demo import SEED, invent_visits  # noqa: E402
from welcome_office.web.desk.demo import demo_sign_ins, prepare_demo_staff  # noqa: E402


@click.command()
@click.option("--weeks", default=8, show_default=True, help="How many weeks ahead.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed, the same visits.")
def invent(*, weeks: int, seed: int) -> None:
    """Fill the demo's coming one-stop days to about 60 percent, and its advisers' workbench."""
    if not settings.DEMO:
        raise click.ClickException("Visits are invented in the demonstration only.")
    for office in Office.objects.filter(is_demo=True):
        made = invent_visits(office, today=timezone.localdate(), weeks=weeks, seed=seed)
        click.echo(f"{office.slug}: {made.visits} invented visits on {made.days} days.")
        procedures = invent_procedures(office, today=timezone.localdate())
        click.echo(f"{office.slug}: {procedures} invented recognition procedures.")


@click.command()
def open_accounts() -> None:
    """Make the demo's staff accounts and keep their list where the launcher reads it."""
    if not settings.DEMO:
        raise click.ClickException("Accounts that everybody knows exist in the demonstration only.")
    lines = []
    for office in Office.objects.filter(is_demo=True):
        prepare_demo_staff(office)
        sign_ins = demo_sign_ins(office)
        lines += [f"{sign_in.email:38} {sign_in.role}" for sign_in in sign_ins]
        lines.append(
            f"Password of all: {sign_ins[0].password} (the code is shown when you sign in)"
        )
    text = "\n            ".join([f"{settings.SITE_URL}/de/desk/", *lines])
    (settings.VAR / "sign-ins.txt").write_text(text, encoding="utf-8")
    click.echo(text)
