"""Figures and lists of the law: what each is on a day, and where that is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from welcome_office.lawbook.dated import Dated, Version

CONFIDENCES = ("verified", "high", "medium", "low", "draft", "unknown")
CENT = Decimal("0.01")

# A number, a list of words, a word, or nothing where nobody could verify the figure.
Content = Decimal | tuple[str, ...] | str | None


@dataclass(frozen=True)
class Source:
    """Where a value is written."""

    title: str
    url: str


@dataclass(frozen=True)
class Value:
    """A figure or list as it stands on one day, with everything needed to check it."""

    name: str
    content: Content
    unit: str
    law: str
    source: Source
    checked: date
    confidence: str
    note: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether the figure is announced but not yet law."""
        return self.confidence == "draft"

    @property
    def number(self) -> Decimal:
        """The content as a number; an error where it is none."""
        if not isinstance(self.content, Decimal):
            raise TypeError(f"{self.name} is not a number but {self.content!r}.")
        return self.content


@dataclass(frozen=True)
class Share:
    """A fraction of another value, as in "50 percent of the contribution ceiling"."""

    part: Fraction
    whole: str


Entry = Version[tuple[Value, Share | None]]


class Values(Mapping[str, Dated[tuple[Value, Share | None]]]):
    """All values of a law folder by name."""

    def __init__(self, entries: Mapping[str, Dated[tuple[Value, Share | None]]]) -> None:
        self._entries = dict(entries)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Values":
        """Values out of the checked plain form that `loading` makes of the YAML files."""
        return cls({name: _dated(name, entry) for name, entry in plain.items()})

    def __getitem__(self, name: str) -> Dated[tuple[Value, Share | None]]:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def on(self, name: str, day: date) -> Value | None:
        """The value on that day, shares worked out and rounded to the cent; None if none applies.

        A share is a draft as long as the value it is a share of is one.
        """
        found = self._entries[name].on(day)
        if found is None:
            return None
        value, share = found
        if share is None:
            return value
        whole = self.on(share.whole, day)
        if whole is None:
            return None
        exact = Fraction(whole.number) * share.part
        amount = Decimal(exact.numerator) / Decimal(exact.denominator)
        return replace(
            value,
            content=amount.quantize(CENT, ROUND_HALF_UP),
            confidence=whole.confidence if whole.is_draft else value.confidence,
        )

    def change_days(self) -> tuple[date, ...]:
        """Every day on which some value can change."""
        return tuple(sorted({day for entry in self.values() for day in entry.change_days()}))


def _dated(name: str, plain: Mapping[str, Any]) -> Dated[tuple[Value, Share | None]]:
    return Dated(tuple(_version(name, plain, version) for version in plain["versions"]))


def _version(name: str, plain: Mapping[str, Any], version: Mapping[str, Any]) -> Entry:
    value = Value(
        name=name,
        content=_content(version.get("value")),
        unit=plain["unit"],
        law=version["law"],
        source=Source(**version["source"]),
        checked=date.fromisoformat(version["checked"]),
        confidence=version["confidence"],
        note=version.get("note") or "",
    )
    share = Share(Fraction(version["share"]), plain["share_of"]) if "share" in version else None
    last_day = version.get("to")
    return Version(
        first_day=date.fromisoformat(version["from"]),
        last_day=None if last_day is None else date.fromisoformat(last_day),
        content=(value, share),
    )


def _content(plain: Any) -> Content:
    if plain is None or isinstance(plain, str):
        return plain
    if isinstance(plain, list):
        return tuple(str(member) for member in plain)
    return Decimal(str(plain))
