"""Which texts of an office are due: a translation is older, nobody looked for long, or unsure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from welcome_office.law.errands import load_errands
from welcome_office.law.errands.care.blocks import Block, blocks_in
from welcome_office.partners.office_files import OfficeFile

# Law and fees change at the turn of the year and of the half-year.
REVIEW_AFTER = timedelta(days=183)

Reason = Literal["outdated", "never", "old", "unsure"]
ORDER: tuple[Reason, ...] = ("outdated", "never", "old", "unsure")


@dataclass(frozen=True, kw_only=True)
class DueText:
    """A text that somebody should read, and why."""

    block: Block
    reason: Reason


def texts_of(file: OfficeFile) -> Iterator[Block]:
    """Every text that people read: the office's own, and the catalogue of errands."""
    yield from blocks_in(file, name=file.office.id)
    yield from blocks_in(dict(load_errands()), name="errands")


def due_texts(file: OfficeFile, *, today: date) -> list[DueText]:
    """What to read, the most urgent first; each text once, also where several services show it."""
    found: dict[str, DueText] = {}
    for block in texts_of(file):
        reason = _reason(block, today)
        if reason is not None:
            known = found.get(block.german)
            if known is None or ORDER.index(reason) < ORDER.index(known.reason):
                found[block.german] = DueText(block=block, reason=reason)
    return sorted(found.values(), key=lambda due: (ORDER.index(due.reason), due.block.id))


def _reason(block: Block, today: date) -> Reason | None:
    if block.outdated:
        return "outdated"
    if block.checked is None:
        return "never"
    if today - block.checked > REVIEW_AFTER:
        return "old"
    return "unsure" if block.is_unsure else None
