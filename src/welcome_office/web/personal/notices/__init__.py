"""What people are told where they are asked (Art. 13 GDPR): form by form, from the declarations.

The pages of the product and the papers in docs/privacy say the same, because both come from here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.utils.translation import gettext, override, pgettext

from welcome_office.core.privacy import Keep, Privacy, Purpose
from welcome_office.web.personal.names import FIELD_NAMES

HERE = Path(__file__).parent
PARTS = ("basis", "need", "recipients")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One personal field: its name for people, why it exists and until when."""

    name: str
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is told about one form, in one language."""

    title: str
    controller: str
    officer: str
    # What is asked, by what it is for.
    asked: tuple[tuple[str, str], ...]
    # Headings and sentences: legal basis, whether one has to tell, recipients.
    parts: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    common: tuple[str, ...]
    words: Mapping[str, Any]


@cache
def forms() -> tuple[dict[str, Any], ...]:
    """All forms that ask something personal."""
    return tuple(yaml.safe_load((HERE / "forms.yaml").read_text(encoding="utf-8")))


@cache
def common_words() -> dict[str, dict[str, Any]]:
    """What is the same for every form, language by language."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(
        (HERE / "common.yaml").read_text(encoding="utf-8")
    )
    return found


def form_called(name: str) -> dict[str, Any] | None:
    """One form by its name."""
    return next((form for form in forms() if form["id"] == name), None)


def fields_of(labels: Iterable[str]) -> list[Asked]:
    """The personal fields of some models, named in the active language."""
    return [
        Asked(name=str(FIELD_NAMES[f"{model.__name__}.{name}"]), purpose=purpose)
        for model in map(apps.get_model, labels)
        for name, purpose in _privacy(model).personal.items()
    ]


def notice_of(form: Mapping[str, Any], *, language: str, operator: str) -> Notice:
    """Everything about one form; a language without a text of its own reads it in English.

    `operator` says who runs the office: name and address.
    """
    code = language if language in form["title"] else "en"
    words = common_words()[code]
    with override(code):
        asked = fields_of(form["models"])
        keeps = dict.fromkeys(each.purpose.keep for each in asked)
        return Notice(
            title=form["title"][code],
            controller=words[form.get("controller", "city")].format(operator=operator),
            officer=words["officer_is"],
            asked=tuple(_by_purpose(asked)),
            parts=tuple((words[name], form[name][code]) for name in PARTS),
            kept=tuple(keep_in_words(keep, words) for keep in keeps),
            common=tuple(words["common"]),
            words=words,
        )


def keep_in_words(keep: Keep, words: Mapping[str, Any]) -> str:
    """How long, in the active language."""
    pattern = {0: "at_once", 1: "one_day"}.get(keep.days, "days")
    said: str = words[pattern].format(days=keep.days, start=gettext(keep.after))
    return said


def _by_purpose(asked: Iterable[Asked]) -> Iterator[tuple[str, str]]:
    names = dict[str, list[str]]()
    for each in asked:
        known = names.setdefault(gettext(each.purpose.why), [])
        if each.name not in known:
            known.append(each.name)
    comma = pgettext("between the items of a list", ",")
    yield from ((why, f"{comma} ".join(known)) for why, known in names.items())


def _privacy(model: Any) -> Privacy:
    found: Privacy = model.privacy
    return found
