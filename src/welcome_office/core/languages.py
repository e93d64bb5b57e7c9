"""Which languages the house speaks: one folder each under `locale/`.

A language is added by adding a folder with `language.yaml` and its translations; no code names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import django.conf.locale
import yaml


@dataclass(frozen=True)
class Language:
    """A language in which the whole product can be used."""

    code: str
    autonym: str
    direction: Literal["ltr", "rtl"]
    position: int

    def __post_init__(self) -> None:
        if self.direction not in {"ltr", "rtl"}:
            raise ValueError(f"{self.code}: direction must be ltr or rtl, not {self.direction!r}")


def find_languages(folder: Path) -> Mapping[str, Language]:
    """Read every language folder, in the order in which the languages are offered."""
    found = [_read_language(path) for path in folder.glob("*/language.yaml")]
    found.sort(key=lambda language: (language.position, language.code))
    for language in found:
        _introduce_to_django(language)
    return {language.code: language for language in found}


def _read_language(path: Path) -> Language:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Language(code=path.parent.name, **content)


def _introduce_to_django(language: Language) -> None:
    # Django translates only into languages that it has heard of.
    django.conf.locale.LANG_INFO.setdefault(
        language.code,
        {
            "bidi": language.direction == "rtl",
            "code": language.code,
            "name": language.autonym,
            "name_local": language.autonym,
        },
    )
