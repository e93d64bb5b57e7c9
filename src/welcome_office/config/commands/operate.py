"""`check`, `upgrade`: what an administrator runs before opening and after installing."""

import os
import sys
from functools import partial

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - settings load only after setup
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from welcome_office.config.inspection import inspect  # noqa: E402
from welcome_office.config.rights import grant_rights  # noqa: E402
from welcome_office.config.short_locks import TablesInUseError, change_tables  # noqa: E402


@click.command()
def check() -> None:
    """Look at everything an office needs to open; exit code 1 when something has to be done."""
    findings = list(inspect())
    for finding in findings:
        mark = "ok  " if finding.is_well else "DO  "
        click.echo(f"{mark}{finding.about}: {finding.says}")
        if not finding.is_well:
            click.echo(f"      {finding.remedy}")
    open_ends = sum(not finding.is_well for finding in findings)
    click.echo(f"{open_ends} things to do." if open_ends else "All is well.")
    sys.exit(1 if open_ends else 0)


@click.command()
def upgrade() -> None:
    """Bring database and served files to this version; run it before the new version starts."""
    try:
        change_tables(partial(call_command, "migrate", interactive=False, verbosity=1))
    except TablesInUseError as error:
        raise click.ClickException(str(error)) from error
    if settings.PROGRAMS_ROLE:
        with transaction.atomic():
            grant_rights(settings.PROGRAMS_ROLE)
    call_command("collectstatic", interactive=False, verbosity=1)
