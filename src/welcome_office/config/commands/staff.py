"""`invite-member`, `renew-keys`: the first administrator, and second factors under a newer key."""

import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.core.audit import PROGRAM  # noqa: E402 - models load only after setup
from welcome_office.partners.models import Membership, Resource  # noqa: E402
from welcome_office.partners.queries import office_called  # noqa: E402
from welcome_office.web.desk.second_factor import renew_factors  # noqa: E402
from welcome_office.web.desk.staff import SignsInElsewhereError, invite_member  # noqa: E402


@click.command()
@click.argument("office")
@click.argument("email")
@click.option("--name", required=True, help="How the desk greets the person.")
@click.option("--role", type=click.Choice(Membership.Role.values), default="administrator")
@click.option("--desk", help="For counsellors: the short name of their desk, e.g. ihk-1.")
def invite(office: str, email: str, *, name: str, role: str, desk: str | None) -> None:
    """Give somebody a role in an office; a mail with a link lets them choose a password."""
    found = office_called(office)
    if found is None:
        raise click.ClickException(f"There is no office {office!r}. Load it with `load-office`.")
    resource = Resource.objects.filter(office=found, kind="counsellor", slug=desk).first()
    if role == Membership.Role.COUNSELLOR and resource is None:
        desks = Resource.objects.filter(office=found, kind="counsellor", is_active=True)
        known = ", ".join(desks.values_list("slug", flat=True))
        raise click.ClickException(f"A counsellor needs --desk, one of: {known}.")
    chosen = Membership.Role(role)
    try:
        invite_member(found, email=email, name=name, role=chosen, desk=resource, by=PROGRAM)
    except SignsInElsewhereError as error:
        raise click.ClickException(
            f"{email} works in another office, too, and signs in at an organisation there."
            " Let that office invite them by hand first."
        ) from error
    click.echo(f"{email} is {chosen.label.lower()} of {office}. The worker sends the mail.")


@click.command()
def renew_keys() -> None:
    """Encrypt every second factor with SECRET_KEY; then SECRET_KEY_FALLBACKS can go."""
    found = list(renew_factors())
    lost = sorted({user for user, is_readable in found if not is_readable})
    if lost:
        raise click.ClickException(
            f"{len(found) - sum(not is_readable for _, is_readable in found)} second factors "
            "encrypted anew. Nobody can read those of "
            f"{', '.join(f'user:{number}' for number in lost)}: their key is missing. Name it in "
            "SECRET_KEY_FALLBACKS and run this again."
        )
    click.echo(f"{len(found)} second factors encrypted anew. SECRET_KEY_FALLBACKS can go.")
