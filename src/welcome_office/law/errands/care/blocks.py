"""Finds every text that people read in the values of a catalogue or an office, and marks old ones.

A block is one text, or one section of a page (from one heading to the next).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from welcome_office.law.errands.care.records import BINDING, Records, State
from welcome_office.law.errands.model import Text

Value = TypeVar("Value")
SECTION = re.compile(r"^(?=## )", flags=re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Block:
    """One text: where it stands, its languages, when and how surely its content was checked."""

    id: str
    texts: Mapping[str, str]
    checked: date | None
    is_unsure: bool
    outdated: tuple[str, ...] = ()

    @property
    def german(self) -> str:
        """The text that binds."""
        return self.texts.get(BINDING, "")

    @property
    def translations(self) -> Iterator[tuple[str, str]]:
        """All others, by language."""
        return ((code, text) for code, text in self.texts.items() if code != BINDING)


def blocks_in(value: object, *, name: str) -> Iterator[Block]:
    """Every block below a value, named by its path; a day `checked` counts for all below it."""
    yield from _blocks(value, name, checked=None, is_unsure=False)


def _blocks(value: object, name: str, *, checked: date | None, is_unsure: bool) -> Iterator[Block]:
    if isinstance(value, Text):
        day = checked or value.checked
        yield from _blocks_of_text(value, name, checked=day, is_unsure=is_unsure)
        return
    if is_dataclass(value):
        checked = getattr(value, "checked", None) or checked
        is_unsure = getattr(value, "confidence", "") == "low" or is_unsure
    for part, inside in _parts(value):
        yield from _blocks(inside, f"{name}/{part}", checked=checked, is_unsure=is_unsure)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, Mapping):
        yield from ((str(key), inside) for key, inside in value.items())
    elif isinstance(value, tuple | list):
        for number, inside in enumerate(value):
            yield getattr(inside, "id", None) or str(number), inside


def _blocks_of_text(
    text: Text, name: str, *, checked: date | None, is_unsure: bool
) -> Iterator[Block]:
    parts = {code: sections_of(said) for code, said in text.translations}
    counts = {len(each) for each in parts.values()}
    if len(counts) != 1 or counts == {1}:
        yield Block(
            id=name,
            texts=dict(text.translations),
            checked=checked,
            is_unsure=is_unsure,
            outdated=text.outdated,
        )
        return
    for number in range(counts.pop()):
        texts = {code: sections[number] for code, sections in parts.items()}
        yield Block(
            id=f"{name}#{number}",
            texts=texts,
            checked=checked,
            is_unsure=is_unsure,
            outdated=tuple(code for code in texts if f"{code}#{number}" in text.outdated),
        )


def sections_of(text: str) -> list[str]:
    """The sections of a page: what stands before the first heading, then heading by heading."""
    return [part for part in SECTION.split(text) if part.strip()]


def state_of(block: Block, *, language: str, records: Records) -> State:
    """Whether a block's translation says what its German text says now."""
    return records.state(block.german, language=language, translation=block.texts[language])


def mark_outdated(value: Value, records: Records) -> Value:
    """The same value, in which every text knows which of its translations are older."""
    marked: Value = _marked(value, records) if records.records else value
    return marked


def _marked(value: Any, records: Records) -> Any:
    if isinstance(value, Text):
        # What a shared wording knew already stays known where an office refers to it.
        outdated = dict.fromkeys([*value.outdated, *_outdated(value, records)])
        return replace(value, outdated=tuple(outdated), checked=_compared(value, records))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{field.name: _marked(getattr(value, field.name), records) for field in fields(value)},
        )
    if isinstance(value, tuple):
        return tuple(_marked(inside, records) for inside in value)
    if isinstance(value, Mapping):
        return {key: _marked(inside, records) for key, inside in value.items()}
    return value


def _compared(text: Text, records: Records) -> date | None:
    """The earliest day on which some part of a text was last compared."""
    days = [
        day
        for block in blocks_in(text, name="")
        for code, translation in block.translations
        if (day := records.checked(block.german, language=code, translation=translation))
    ]
    return min(days, default=text.checked)


def _outdated(text: Text, records: Records) -> Iterator[str]:
    """Languages, or language#section for pages of several sections."""
    for block in blocks_in(text, name=""):
        for code, _translation in block.translations:
            if state_of(block, language=code, records=records) == "outdated":
                yield f"{code}{block.id}"
