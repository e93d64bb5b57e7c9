"""German and Arabic are complete; a further language needs a folder and nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from tools.translations import (
    PACKAGE,
    Message,
    check,
    find_messages,
    translation_files,
    untrimmed,
    update,
)

from welcome_office.launch.translations import compile_translations

MESSAGES = set(find_messages(PACKAGE))


@pytest.mark.parametrize("path", translation_files(), ids=lambda path: path.parents[1].name)
def test_language_is_complete(path: Path) -> None:
    assert list(check(path, MESSAGES)) == []


def test_no_message_carries_line_breaks_of_its_template() -> None:
    assert list(untrimmed(MESSAGES)) == []


def test_update_keeps_translations_and_drops_what_nobody_says(tmp_path: Path) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Language: de\\n"\n\n'
        'msgid "Old"\nmsgstr "Alt"\n\nmsgid "Kept"\nmsgstr "Behalten"\n',
        encoding="utf-8",
    )

    update(path, {Message("", "Kept"), Message("", "New")})

    entries = [(entry.msgid, entry.msgstr) for entry in polib.pofile(str(path))]
    assert entries == [("Kept", "Behalten"), ("New", "")]


def test_other_placeholders_are_found(tmp_path: Path) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Until %(time)s"\nmsgstr "Bis %(zeit)s"\n', encoding="utf-8")

    found = list(check(path, {Message("", "Until %(time)s")}))

    assert found == ["de: other placeholders than the English text: 'Until %(time)s'"]


PSEUDO = "eo"
SHOW = f"""
import django; django.setup()
from django.conf import settings
from django.urls import reverse
from django.utils import translation
with translation.override("{PSEUDO}"):
    print(settings.LANGUAGES[-1], translation.gettext("Back"), reverse("public:errands"))
print(len(settings.LANGUAGES_FOUND), "{PSEUDO}" in settings.LANGUAGES_BIDI)
"""


def test_a_folder_makes_a_language(tmp_path: Path) -> None:
    package = tmp_path / "welcome_office"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("build", "*.pyc"))
    folder = package / "locale" / PSEUDO
    (folder / "LC_MESSAGES").mkdir(parents=True)
    (folder / "language.yaml").write_text("autonym: Ŝajno\ndirection: rtl\nposition: 99\n")
    update(folder / "LC_MESSAGES" / "django.po", MESSAGES)
    file = polib.pofile(str(folder / "LC_MESSAGES" / "django.po"))
    file.find("Back").msgstr = "⟦Back⟧"
    file.save()
    compile_translations(package)

    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SHOW],
        env={"PYTHONPATH": str(tmp_path), "WELCOME_OFFICE_DEMO": "true", "LOG_LEVEL": "ERROR",
             "DJANGO_SETTINGS_MODULE": "welcome_office.config.settings"},
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip

    assert (result.stderr, result.stdout) == (
        "",
        "('eo', 'Ŝajno') ⟦Back⟧ /eo/visit/errands/\n4 True\n",
    )
