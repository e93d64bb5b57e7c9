"""The residence law of this folder, read once and kept."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from welcome_office.lawbook.book import Book
from welcome_office.lawbook.compiled import kept_law

FOLDER = Path(__file__).parent
LANGUAGES = ("de", "en", "ar")


@dataclass(frozen=True)
class ResidenceLaw:
    """The law, its facts and texts, and a short hash that names exactly this state of it."""

    version: str
    book: Book
    data: dict[str, Any]

    @property
    def pathways(self) -> tuple[str, ...]:
        """The pathways in their order."""
        return tuple(rule["id"] for rule in self.data["rules"])


@cache
def residence_law(folder: Path = FOLDER) -> ResidenceLaw:
    """The law of a folder; LawError where it cannot be used."""
    digest, data = kept_law(folder, read_residence_law)
    return ResidenceLaw(version=digest[:12], book=Book(data), data=data)


def read_residence_law(folder: Path) -> dict[str, Any]:
    """The law read and checked from its YAML."""
    # Reading YAML costs a tenth of a second; the kept form needs none of it.
    from welcome_office.law.residence.drafting import read  # noqa: PLC0415

    return read(folder)
