"""`welcome-office content`: which translations are older than the German text, and noting that."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from welcome_office.law.arrival import rules as arrival
from welcome_office.law.errands import loading as errands
from welcome_office.law.errands.care.blocks import Block, blocks_in, state_of
from welcome_office.law.errands.care.records import (
    Record,
    Records,
    digest,
    read_records,
    write_records,
)
from welcome_office.partners.office_files import parsing as office


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Texts that are cared for together, and the file that notes their translations."""

    blocks: tuple[Block, ...]
    path: Path

    @property
    def records(self) -> Records:
        """What was noted so far."""
        return read_records(self.path)


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--note", is_flag=True, help="Note new translations as made from today's German.")
@click.option("--still-right", "right", multiple=True, help="This block was compared: it is right.")
def content(folder: Path | None, *, note: bool, right: tuple[str, ...]) -> None:
    """List translations that are older than the German text: in an office's FOLDER, or in the law.

    Exit code 1 while some are outdated.
    """
    outdated = 0
    for shelf in (office_shelf(folder),) if folder else law_shelves():
        if note or right:
            note_translations(shelf, right=right, today=date.today())  # noqa: DTZ011 - the author's day
        for block, language in outdated_in(shelf):
            outdated += 1
            click.echo(f"{block.id} [{language}] is older than the German text")
    if outdated:
        sys.exit(1)
    click.echo("No translation is older than its German text.")


def law_shelves() -> tuple[Shelf, ...]:
    """The catalogue of errands and the rules of arrival plans."""
    catalogue = errands.read_errands(errands.NOTED.parent)
    wordings = errands.load_wordings()
    plan = arrival.read_rules(arrival.NOTED.parent, catalogue)
    whys = {name: step.rules for name, step in plan.steps.items()}
    return (
        Shelf(
            blocks=(
                *blocks_in(dict(catalogue), name="errands"),
                *blocks_in(dict(wordings.papers), name="papers"),
                *blocks_in(dict(wordings.in_person), name="in_person"),
                *blocks_in(dict(wordings.reasons), name="reasons"),
            ),
            path=errands.NOTED,
        ),
        Shelf(
            blocks=(
                *blocks_in(whys, name="arrival"),
                *blocks_in({str(k): g for k, g in plan.guards.items()}, name="guards"),
            ),
            path=arrival.NOTED,
        ),
    )


def office_shelf(folder: Path) -> Shelf:
    """What an office says itself; texts that it takes from the catalogue are cared for there."""
    known = {
        (code, digest(block.german), digest(text))
        for shelf in law_shelves()
        for block in shelf.blocks
        for code, text in block.translations
    }
    definition = office.read_office_files(folder)
    own = tuple(
        block
        for block in blocks_in(definition, name=definition.office.id)
        if any(
            (code, digest(block.german), digest(text)) not in known
            for code, text in block.translations
        )
    )
    return Shelf(blocks=own, path=folder / office.NOTED)


def outdated_in(shelf: Shelf) -> Iterator[tuple[Block, str]]:
    """Every block and language whose translation is older than the German text."""
    records = shelf.records
    for block in shelf.blocks:
        for code, _text in block.translations:
            if state_of(block, language=code, records=records) == "outdated":
                yield block, code


def note_translations(shelf: Shelf, *, right: Iterable[str] = (), today: date) -> None:
    """Note what is new, or was compared and is right; outdated ones stay as they were noted."""
    records, compared = shelf.records, set(right)
    noted: dict[tuple[str, str, str], Record] = {}
    for block in shelf.blocks:
        for code, text in block.translations:
            made_from = _made_from(block, code, records, is_right=block.id in compared)
            checked = records.checked(block.german, language=code, translation=text)
            record = Record(
                block=block.id,
                language=code,
                german=made_from,
                translation=digest(text),
                checked=today if checked is None or block.id in compared else checked,
            )
            noted.setdefault((code, record.german, record.translation), record)
    write_records(shelf.path, noted.values())


def _made_from(block: Block, language: str, records: Records, *, is_right: bool) -> str:
    """The hash of the German text that this translation was made from, as far as is noted."""
    if is_right or state_of(block, language=language, records=records) != "outdated":
        return digest(block.german)
    translation = digest(block.texts[language])
    return next(
        record.german
        for record in records.records
        if (record.language, record.translation) == (language, translation)
    )
