"""Whom people can turn to in each Land when a public body does not remove a barrier."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from welcome_office.law.errands import Text
from welcome_office.partners.office_files import Office

FILE = Path(__file__).with_name("enforcement.yaml")


@dataclass(frozen=True, kw_only=True)
class Enforcement:
    """The law of a Land about accessible information technology, and its ombuds office."""

    laws: Text
    ombuds_office: Text
    ground: Text
    url: str
    email: str


def enforcement_in(office: Office) -> Enforcement | None:
    """What holds where the office is; None where nobody has written it down yet."""
    return read_enforcement().get(office.holidays_subdivision or "")


@cache
def read_enforcement() -> dict[str, Enforcement]:
    """All Länder that are written down, by their short name (ISO 3166-2:DE)."""
    return {
        land: Enforcement(
            laws=Text.from_mapping(said["laws"]),
            ombuds_office=Text.from_mapping(said["ombuds_office"]),
            ground=Text.from_mapping(said["ground"]),
            url=said["url"],
            email=said["email"],
        )
        for land, said in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    }
