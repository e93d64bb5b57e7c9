"""What the code declares about personal data, with its words in three languages."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import django
import polib
import yaml

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
# The demonstration's settings need nothing, and declare the same.
os.environ.setdefault("WELCOME_OFFICE_DEMO", "true")
django.setup()

from django.apps import apps  # noqa: E402 - models load only after setup
from django.db.models import Model  # noqa: E402
from django.utils import translation  # noqa: E402

from welcome_office.core.privacy import Keep  # noqa: E402
from welcome_office.core.retention import Rule, all_rules  # noqa: E402
from welcome_office.web.personal import notices  # noqa: E402
from welcome_office.web.personal.notices import Asked  # noqa: E402

HERE = Path(__file__).parent
LOCALE = HERE.parents[1] / "src" / "welcome_office" / "locale"


def read_list(name: str) -> list[dict[str, Any]]:
    """The entries of one of the files beside this one."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def start_types() -> dict[str, str]:
    """With which kind of start (DIN 66398) the period of each rule begins."""
    found: dict[str, list[str]] = yaml.safe_load((HERE / "starts.yaml").read_text("utf-8"))
    return {rule: kind for kind, rules in found.items() for rule in rules}


def personal_models() -> Iterator[type[Model]]:
    """The models that hold something about people."""
    for model in apps.get_models():
        if model.__module__.startswith("welcome_office.") and model.privacy.personal:  # type: ignore[attr-defined] # every model has it
            yield model


def models_of(activity: dict[str, Any]) -> list[str]:
    """The models of an activity; `visits.*` is written out."""
    labels = [model._meta.label for model in personal_models()]
    return [label for label in labels for pattern in activity["models"] if fnmatch(label, pattern)]


def fields_of(labels: list[str]) -> list[Asked]:
    """The personal fields of some models."""
    with translation.override("en"):
        return notices.fields_of(labels)


def rules_of(activity: dict[str, Any]) -> list[Rule]:
    """The rules that delete what an activity keeps."""
    keeps = {asked.purpose.keep for asked in fields_of(models_of(activity))}
    named = activity.get("rules", [])
    return [rule for rule in all_rules() if rule.keep in keeps or rule.name in named]


def say(text: str, language: str) -> str:
    """A message of the product in a language; English is what the code says."""
    return _messages(language).get(text) or text if language != "en" else text


def say_keep(keep: Keep, words: dict[str, Any], language: str) -> str:
    """How long, in a sentence."""
    pattern = {0: "at_once", 1: "one_day"}.get(keep.days, "days")
    said: str = words[pattern].format(days=keep.days, start=say(keep.after, language))
    return said


@cache
def _messages(language: str) -> dict[str, str]:
    # The source of the translations: it is there before anything is compiled.
    file = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    return {entry.msgid: entry.msgstr for entry in file if not entry.msgctxt}
