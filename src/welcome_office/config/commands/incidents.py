"""`who-saw`: after a breach, find out who saw what, and whom it concerns (Art. 33, 34 GDPR)."""

import os
from collections import Counter
from datetime import datetime

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.core.audit import PROGRAM  # noqa: E402 - settings load only after setup
from welcome_office.launch.steps import Refusals  # noqa: E402
from welcome_office.partners.models import Membership, Office  # noqa: E402
from welcome_office.people.queries import account_called  # noqa: E402
from welcome_office.reporting.incidents import (  # noqa: E402
    Sight,
    Span,
    concerned,
    seen_by,
    who_saw,
)
from welcome_office.visits.models import Visit  # noqa: E402
from welcome_office.visits.planning import zone_of  # noqa: E402
from welcome_office.visits.reference import read_reference, show_reference  # noqa: E402

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("who-saw", cls=Refusals)
@click.argument("what")
@click.option("--from", "first", type=DAY, required=True, help="The first day, as 2026-05-01.")
@click.option("--to", "last", type=DAY, required=True, help="The last day.")
@click.option("--because", required=True, help="Which incident it is about; it is recorded.")
def who_saw_what(what: str, *, first: datetime, last: datetime, because: str) -> None:
    """List every look and act: at the visit with reference WHAT, or by the account WHAT.

    An account is named by its mail address, or by its number as the lists show it: "user:12".

    One line for each, with tabs between; then whom it concerns.
    """
    reference = read_reference(what)
    visit = Visit.objects.select_related("office").filter(reference=reference or "").first()
    user = account_called(what)
    if visit is None and user is None:
        raise click.ClickException(f"No visit and no account is called {what!r}.")
    for office in [visit.office] if visit else Office.objects.order_by("slug"):
        try:
            span = Span(office=office, first=first.date(), last=last.date(), because=because)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        if visit is not None:
            _print(who_saw(visit, span=span, by=PROGRAM), office)
        elif user is not None:
            seen = seen_by(user, span=span, by=PROGRAM)
            _print(seen, office)
            _print_concerned(seen, office)


def _print(sights: list[Sight], office: Office) -> None:
    roles = {
        f"user:{user}": role
        for user, role in Membership.objects.filter(office=office).values_list("user", "role")
    }
    zone = zone_of(office)
    for sight in sights:
        moment = sight.at.astimezone(zone).isoformat(timespec="seconds")
        role = roles.get(sight.account, "")
        said = (moment, sight.account, role, sight.partner, sight.subject, sight.purpose)
        click.echo("\t".join(said))
    click.echo(f"{office.slug}: {len(sights)} looks and acts")


def _print_concerned(sights: list[Sight], office: Office) -> None:
    visits = concerned(sights, office=office)
    states = Counter("deleted since" if visit.forgotten_at else "known" for visit in visits)
    click.echo(f"{office.slug}: {len(visits)} visits concerned, {states['known']} still known:")
    for visit in visits:
        if visit.forgotten_at is None:
            click.echo(show_reference(visit.reference))
