"""Reads the small things that recur in an office's files: times, days of the week, languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from welcome_office.law.errands.reading import Entry, nearest

Part = TypeVar("Part")
MIDNIGHT = 24 * 60
UNREADABLE = (0, 0)


@dataclass(frozen=True)
class Placed(Generic[Part]):
    """A part of the office together with the entry that it was read from."""

    part: Part
    entry: Entry


def read_minute(entry: Entry, key: str) -> int | None:
    """Read a time of day as minutes from midnight; 24:00 is the end of the day."""
    word = entry.word(key)
    minute = minute_of(word)
    if minute is None and word:
        entry.wrong(key, f'"{word}" is no time of day.', 'Write it as "08:00".')
    return minute


def minute_of(word: str) -> int | None:
    """Understand "08:30"; None when it is no time of day."""
    hours, colon, minutes = word.partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        return None
    minute = int(hours) * 60 + int(minutes)
    return minute if int(minutes) < 60 and minute <= MIDNIGHT else None


def read_span(entry: Entry) -> tuple[int, int]:
    """Read `from` and `to`; what cannot be read is noted and answered with an empty span."""
    start, end = read_minute(entry, "from"), read_minute(entry, "to")
    if start is None or end is None:
        return UNREADABLE
    if start >= end:
        entry.wrong("to", "it is not later than its beginning.", "Give a later time.")
        return UNREADABLE
    return start, end


def read_pairs(entry: Entry, key: str) -> tuple[tuple[int, int], ...]:
    """Read a list of spans such as [["12:00", "12:30"]]."""
    if key not in entry:
        return ()
    found: Any = entry.block[key]
    pairs = [_pair(item) for item in found] if isinstance(found, list) else [None]
    if None in pairs:
        entry.wrong(key, "a break has no beginning and end.", 'Write [["12:00", "12:30"]].')
    return tuple(sorted(pair for pair in pairs if pair is not None))


def _pair(item: Any) -> tuple[int, int] | None:
    if not (isinstance(item, list) and len(item) == 2):
        return None
    start, end = minute_of(str(item[0])), minute_of(str(item[1]))
    if start is None or end is None or start >= end:
        return None
    return (start, end)


def read_weekdays(entry: Entry, key: str) -> tuple[int, ...]:
    """Read days of the week: 1 is Monday, 7 is Sunday."""
    words = entry.words(key)
    wrong = [word for word in words if word not in "1234567" or len(word) != 1]
    if wrong or (not words and key in entry):
        named = ", ".join(wrong) or "nothing"
        entry.wrong(key, f'"{named}" is no day of the week.', "Write 1 (Monday) to 7 (Sunday).")
    return tuple(sorted(int(word) for word in words if word not in wrong))


def read_known(entry: Entry, key: str, known: Iterable[str], *, what: str) -> tuple[str, ...]:
    """Read a list of names that must exist."""
    names = entry.words(key)
    check_known(entry, key, names, known=known, what=what)
    return names


def check_known(
    entry: Entry, key: str, names: Iterable[str], *, known: Iterable[str], what: str
) -> None:
    """Note every name that does not exist, with the nearest one that does."""
    existing = set(known)
    for name in names:
        if name and name not in existing:
            entry.wrong(key, f'no {what} is called "{name}".', nearest(name, existing))


def check_ids(placed: Sequence[Placed[Any]], *, what: str) -> None:
    """Note ids that stand twice or that an address could not carry."""
    seen: set[str] = set()
    for each in placed:
        name = each.part.id
        if name in seen:
            each.entry.wrong("id", f'two {what} are called "{name}".', "Rename one of them.")
        elif not _is_slug(name) and name:
            remedy = "Use small letters, digits, - and _ only."
            each.entry.wrong("id", f'"{name}" cannot be an id.', remedy)
        seen.add(name)


def _is_slug(name: str) -> bool:
    plain = name.replace("-", "").replace("_", "")
    return name.isascii() and plain.isalnum() and name == name.lower() and len(name) <= 60
