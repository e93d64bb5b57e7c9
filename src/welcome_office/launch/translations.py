"""Compiles translations without the gettext tools: a fresh machine has none."""

from pathlib import Path

import polib

from welcome_office.launch.places import PACKAGE


def compile_translations(package: Path = PACKAGE) -> int:
    """Compile every catalogue that has changed since it was compiled; returns how many."""
    outdated = find_outdated(package)
    for path in outdated:
        draft = path.with_suffix(".mo.new")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        # At once or not at all: a server may be reading the old one.
        draft.rename(path.with_suffix(".mo"))
    return len(outdated)


def find_outdated(package: Path = PACKAGE) -> list[Path]:
    return [path for path in sorted(package.rglob("*.po")) if is_outdated(path)]


def is_outdated(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
