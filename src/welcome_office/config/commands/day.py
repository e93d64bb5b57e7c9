"""`print-day`: the day at the desks as PDF files, for each organisation its own."""

import os
from datetime import date, datetime
from pathlib import Path

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - models load only after setup

from welcome_office.partners.models import Office, Partner  # noqa: E402
from welcome_office.partners.queries import office_called  # noqa: E402
from welcome_office.visits.documents.day_paper import day_in_reach, day_paper  # noqa: E402
from welcome_office.visits.planning import zone_of  # noqa: E402


@click.command()
@click.argument("office")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today.")
def print_day(office: str, folder: Path, *, day: datetime | None) -> None:
    """Write the day's papers of OFFICE into FOLDER: one for each organisation, one for the house.

    They hold names: keep the folder where only the office reads, and empty it after the day.
    """
    found = office_called(office)
    if found is None:
        raise click.ClickException(f'No office is called "{office}". Load it with load-office.')
    chosen = day.date() if day else timezone.localdate(timezone=zone_of(found))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = [_write(found, chosen, partner, folder) for partner in _partners(found, chosen)]
    click.echo(f"{len(files)} papers of {chosen} in {folder}.")


def _partners(office: Office, day: date) -> list[Partner | None]:
    shown = day_in_reach(office, day=day, partner=None)
    if not shown.visits:
        return []
    names = [each.id for each in shown.partners]
    return [None, *Partner.objects.filter(office=office, slug__in=names)]


def _write(office: Office, day: date, partner: Partner | None, folder: Path) -> Path:
    path = folder / f"{day}-{partner.slug if partner else office.slug}.pdf"
    path.write_bytes(day_paper(office, day=day, partner=partner))
    path.chmod(0o600)
    return path
