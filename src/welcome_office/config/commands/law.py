"""`law diff`: what a change of the residence law does to kept assessments."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - models load only after setup

from welcome_office.core.wording import speaking  # noqa: E402
from welcome_office.law.residence.difference import LawState  # noqa: E402
from welcome_office.law.residence.law import residence_law  # noqa: E402
from welcome_office.lawbook.problems import LawError  # noqa: E402
from welcome_office.pathways.differences import (  # noqa: E402
    Changed,
    changes_to_kept_assessments,
    value_in_words,
)
from welcome_office.pathways.law_versions import law_of_version  # noqa: E402
from welcome_office.pathways.models import RuleVersion  # noqa: E402


@click.group()
def law() -> None:
    """What the law says, and what a change of it does."""


@law.command()
@click.argument("old")
@click.argument("new")
@click.option("--language", type=click.Choice(["de", "en", "ar"]), default="en")
@click.option("--summary", is_flag=True, help="Only count, pathway by pathway.")
def diff(old: str, new: str, *, language: str, summary: bool) -> None:
    """List whom a change from OLD to NEW makes better or worse off, and why.

    OLD and NEW are each a day (2026-12-31), a kept version of the rules (its twelve signs), or a
    folder with law files. Reads kept assessments only and changes nothing.
    """
    before, after = _state(old), _state(new)
    with speaking(language):
        changed = list(changes_to_kept_assessments(before=before, after=after))
        if not summary:
            _tell(changed)
        _count(changed)


def _state(name: str) -> LawState:
    """The law that a day, a version or a folder means."""
    try:
        return LawState(residence_law(), date.fromisoformat(name))
    except ValueError:
        pass
    if Path(name).is_dir():
        try:
            return LawState(residence_law(Path(name)), timezone.localdate())
        except LawError as error:
            raise click.ClickException(str(error)) from None
    try:
        return LawState(law_of_version(name), timezone.localdate())
    except RuleVersion.DoesNotExist:
        kept = ", ".join(RuleVersion.objects.values_list("version", flat=True)) or "none"
        raise click.ClickException(
            f"{name!r} is no day (2026-12-31), no folder and no kept version (kept: {kept})."
        ) from None


def _tell(changed: Iterable[Changed]) -> None:
    for each in changed:
        click.echo(f"{each.assessment}  {each.effect}  {each.name} ({each.pathway})")
        click.echo(f"    {each.before} -> {each.after}")
        for word, reasons in (("gone", each.reasons_gone), ("new", each.reasons_new)):
            for reason in reasons:
                click.echo(f"    {word}: {reason}")
        for value in each.values:
            was, now = value_in_words(value.before), value_in_words(value.after)
            click.echo(f"    {value.name}: {was} -> {now}")


def _count(changed: list[Changed]) -> None:
    people = {each.assessment for each in changed}
    effects = [each.effect for each in changed]
    counts = ", ".join(f"{effects.count(word)} {word}" for word in dict.fromkeys(effects))
    click.echo(
        f"{len(people)} kept assessments found differently" + (f": {counts}" if counts else "")
    )
    for pathway in dict.fromkeys(each.pathway for each in changed):
        found = [each.effect for each in changed if each.pathway == pathway]
        click.echo(
            f"  {pathway}: " + ", ".join(f"{found.count(w)} {w}" for w in dict.fromkeys(found))
        )
