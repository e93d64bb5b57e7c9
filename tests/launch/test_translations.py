"""Translations are compiled when they have changed."""

import gettext
import os
from pathlib import Path

from welcome_office.launch.translations import compile_translations


def write_catalogue(package: Path, translation: str) -> Path:
    path = package / "locale" / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    path.write_text(f'{header}\nmsgid "Time"\nmsgstr "{translation}"\n')
    return path


def test_changed_catalogue_is_compiled_once(tmp_path: Path) -> None:
    path = write_catalogue(tmp_path, "Zeit")
    compile_translations(tmp_path)
    write_catalogue(tmp_path, "Uhrzeit für später")
    later = path.with_suffix(".mo").stat().st_mtime + 10
    os.utime(path, (later, later))

    first = compile_translations(tmp_path)
    os.utime(path.with_suffix(".mo"), (later + 1, later + 1))
    second = compile_translations(tmp_path)

    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Time") == "Uhrzeit für später"
    assert (first, second) == (1, 0)
