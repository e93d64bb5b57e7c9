"""Every field of every model says whether it is about a person, what for, and until when.

One declaration serves the person's own copy of the data, deletion, and the test that nobody forgot
a field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Keep:
    """How long something is kept: days after an event in the life of the record."""

    days: int
    after: str

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(
                f"Keep for {self.days} days after {self.after}: days must not be negative."
            )


@dataclass(frozen=True)
class Purpose:
    """Why a personal field exists."""

    why: str
    keep: Keep


@dataclass(frozen=True)
class Privacy:
    """What a model knows about people: personal fields with purpose, and plain fields."""

    personal: Mapping[str, Purpose] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All fields that somebody decided about."""
        return self.plain | frozenset(self.personal)


def nothing_personal(*names: str) -> Privacy:
    """Declare a model that holds nothing about a person."""
    return Privacy(plain=frozenset(names))


def personal(purposes: Mapping[str, Purpose], *, plain: Iterable[str]) -> Privacy:
    """Declare a model that holds personal fields, each with its purpose, beside plain ones."""
    return Privacy(personal=dict(purposes), plain=frozenset(plain))
