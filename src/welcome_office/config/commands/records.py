"""`verify-audit`, `grant-rights`, `data-copy`: what was recorded, and what is kept."""

import os
from pathlib import Path

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.db import transaction  # noqa: E402 - settings load only after setup
from django.db.utils import ProgrammingError  # noqa: E402

from welcome_office.config.rights import grant_rights  # noqa: E402
from welcome_office.core.audit import PROGRAM, record  # noqa: E402
from welcome_office.core.audit_chain import verify_chain  # noqa: E402
from welcome_office.launch.steps import Refusals  # noqa: E402
from welcome_office.partners.models import Office  # noqa: E402
from welcome_office.web.personal.copy import copy_about  # noqa: E402
from welcome_office.web.personal.paper import write_data, write_paper  # noqa: E402
from welcome_office.web.personal.pdf import write_pdf  # noqa: E402


@click.command(cls=Refusals)
@click.option("--expect", default="", help="What an earlier run printed as its head.")
def verify_audit(*, expect: str) -> None:
    """Recalculate the chain over all audit and access records; name the first broken one."""
    position, _, digest = expect.partition(":")
    if expect and not (position.isdigit() and digest):
        raise click.ClickException(f"{expect!r} is no head. It looks like 1234:0f3c….")
    verdict = verify_chain(expected=expect)
    if verdict.broken:
        raise click.ClickException(
            f"{verdict.broken} Stop the programs, keep the database as it is, and compare it with "
            "a backup."
        )
    click.echo(f"Unbroken: {verdict.sealed} links; {verdict.waiting} records wait to be sealed.")
    click.echo(f"Head, to be noted elsewhere: {verdict.head}")


@click.command("grant-rights", cls=Refusals)
@click.argument("role")
def grant(role: str) -> None:
    """Give the database role of web and worker its rights; run it as the role that owns all."""
    try:
        with transaction.atomic():
            grant_rights(role)
    except ProgrammingError as error:
        raise click.ClickException(
            f"{str(error).strip()} Run it as the owner of the tables."
        ) from error
    click.echo(f"{role} may run web and worker; audit records it can only add and read.")


@click.command("data-copy", cls=Refusals)
@click.argument("who")
@click.option("--language", type=click.Choice(["de", "en", "ar"]), default="de")
@click.option("--into", type=click.Path(file_okay=False, exists=True, path_type=Path), default=".")
def data_copy(who: str, *, language: str, into: Path) -> None:
    """Write all that is kept about WHO (reference, mail address or number) to three files."""
    copies = {office: copy_about(who, office=office) for office in Office.objects.order_by("slug")}
    found = {office: parts for office, parts in copies.items() if parts}
    if not found:
        raise click.ClickException(f"Nothing is kept about anybody called {who!r}.")
    for office, parts in found.items():
        for subject in (subject for part in parts for subject in part.subjects):
            record("data.copied", office=office.slug, subject=subject, by=PROGRAM)
        for name, content in (
            (f"{office.slug}-data.html", write_paper(parts, language=language)),
            (f"{office.slug}-data.pdf", write_pdf(parts, office=office, language=language)),
            (f"{office.slug}-data.json", write_data(parts)),
        ):
            (into / name).write_bytes(content)
            (into / name).chmod(0o600)
            click.echo(into / name)
