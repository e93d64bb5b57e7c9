"""Asks the entries of a file for their values; what is wrong is noted and answered by a blank."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from welcome_office.law.errands.model import Text
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.lawbook.reading import Block

Answer = TypeVar("Answer")
Choice = TypeVar("Choice", bound=str)
BLANK = Text.of(de="")
NO_DAY = date(1, 1, 1)


def nearest(word: str, known: Iterable[str]) -> str:
    """Help with a misspelt word: the nearest known one, else all of them."""
    ordered = sorted(known)
    close = get_close_matches(word, ordered, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Use one of: {', '.join(ordered)}." if ordered else "There is none yet."


class Entry:
    """One mapping of a file, asked key by key; a key that nobody asked for is a mistake."""

    def __init__(self, block: Block, problems: Problems) -> None:
        self.block = block
        self.problems = problems
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Whether the key has a value; asking makes the key a known one."""
        self._asked.add(key)
        return self.block.get(key) is not None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as they stand in the file."""
        return tuple(self.block)

    @property
    def place(self) -> Place:
        """File and line where the entry begins."""
        return self.block.place

    def wrong(self, key: str, what: str, remedy: str) -> None:
        """Note what is wrong with the value of this key."""
        self.problems.add(self.block.at(key), f"{key}: {what}", remedy)

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.block:
            if key not in self._asked:
                self.wrong(key, "this key is not known here.", nearest(key, self._asked))

    def optional(self, key: str, read: Callable[[str], Answer]) -> Answer | None:
        """Read the key only if it is there."""
        return read(key) if key in self else None

    def word(self, key: str) -> str:
        """A text of one language, a code or an id."""
        found = self._value(key)
        if isinstance(found, Block | list):
            self.wrong(key, "this is a list or a table.", "Write one value.")
            return ""
        return _as_word(found)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; one word alone may stand without brackets."""
        found = self._value(key)
        items = found if isinstance(found, list) else [] if found is None else [found]
        if any(isinstance(item, Block | list) for item in items):
            self.wrong(key, "this is not a list of words.", f'Write "{key}: [one, two]".')
            return ()
        words = tuple(_as_word(item) for item in items)
        if len(set(words)) < len(words):
            self.wrong(key, "the list names something twice.", "Keep it once.")
        return tuple(dict.fromkeys(words))

    def one_of(self, key: str, choices: tuple[Choice, ...]) -> Choice:
        """One of these words."""
        return next(iter(self._chosen(key, (self.word(key),), choices)), choices[0])

    def some_of(self, key: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """A list of some of these words."""
        return self._chosen(key, self.words(key), choices)

    def yes_no(self, key: str) -> bool:
        """A plain true or false."""
        found = self._value(key)
        if isinstance(found, bool) or found is None:
            return bool(found)
        self.wrong(key, f'"{found}" is neither.', f'Write "{key}: true" or "{key}: false".')
        return False

    def whole(self, key: str, *, least: int = 0) -> int:
        """A whole number of at least this size."""
        found = self._value(key)
        if isinstance(found, int) and not isinstance(found, bool) and found >= least:
            return found
        if found is not None:
            what = f'"{_as_word(found)}" is no whole number from {least} up.'
            self.wrong(key, what, f'Write for example "{key}: {max(least, 15)}".')
        return least

    def money(self, key: str) -> Decimal:
        """An amount in euros."""
        found = self._value(key)
        if isinstance(found, int | float) and not isinstance(found, bool) and found >= 0:
            return Decimal(str(found))
        if found is not None:
            self.wrong(key, f'"{found}" is no amount in euros.', f'Write "{key}: 37.50".')
        return Decimal(0)

    def day(self, key: str) -> date:
        """A calendar day."""
        found = self._value(key)
        if isinstance(found, date):
            return found
        if found is not None:
            self.wrong(key, f'"{found}" is no day.', f'Write "{key}: 2026-11-25".')
        return NO_DAY

    def text(self, key: str, *, languages: Iterable[str]) -> Text:
        """A text that must exist in each of these languages; others may be there too."""
        if self._value(key) is None:
            return BLANK
        entry = self.entry(key)
        translations = {language: entry.word(language) for language in entry.keys}
        for language in languages:
            if not translations.get(language):
                what = f'the translation into "{language}" is missing.'
                self.wrong(key, what, f'Add "{language}: …" below it.')
        return Text.from_mapping(translations)

    def entry(self, key: str) -> "Entry":
        """A table inside this one."""
        found = self._value(key)
        if found is not None and not isinstance(found, Block):
            self.wrong(key, "this is no table.", 'Write "key: value" lines below it.')
        return self._inside(key, found)

    def entries(self, key: str) -> tuple["Entry", ...]:
        """A list of tables."""
        found = self._value(key)
        items = found if isinstance(found, list) else [found]
        if found is not None and not all(isinstance(item, Block) for item in items):
            self.wrong(key, "this is no list of tables.", 'Begin each with "- ".')
        return tuple(Entry(item, self.problems) for item in items if isinstance(item, Block))

    def _value(self, key: str) -> Any:
        if key in self:
            return self.block[key]
        self.problems.add(self.block.at(key), f'"{key}" is missing.', f'Add "{key}: …".')
        return None

    def _inside(self, key: str, found: Any) -> "Entry":
        block = found if isinstance(found, Block) else Block(self.block.at(key))
        return Entry(block, self.problems)

    def _chosen(
        self, key: str, words: tuple[str, ...], choices: tuple[Choice, ...]
    ) -> tuple[Choice, ...]:
        for word in words:
            if word and word not in choices:
                self.wrong(key, f'"{word}" is not possible.', nearest(word, choices))
        return tuple(choice for word in words for choice in choices if choice == word)


def _as_word(found: Any) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    return "" if found is None else str(found).strip()
