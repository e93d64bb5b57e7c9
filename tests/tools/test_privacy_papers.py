"""The papers about data protection say what the code does."""

from collections import Counter

import pytest
from tools.privacy.__main__ import FOLDER, main
from tools.privacy.declared import models_of, personal_models, read_list, rules_of, start_types
from tools.privacy.papers import all_papers

from welcome_office.core.retention import all_rules
from welcome_office.web.personal.notices import common_words, forms


def test_papers_are_up_to_date() -> None:
    here = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}

    assert here == all_papers(), "Run: python -m tools.privacy"


def test_what_is_out_of_date_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.privacy.__main__.FOLDER", FOLDER / "nowhere")

    with pytest.raises(SystemExit, match=r"information.de.md, .*python -m tools.privacy"):
        main("check")


def test_every_personal_model_belongs_to_one_activity() -> None:
    """If this fails: add the model to an activity in tools/privacy/activities.yaml."""
    named = Counter(model for each in read_list("activities.yaml") for model in models_of(each))
    known = {model._meta.label for model in personal_models()}

    assert {model: times for model, times in named.items() if times > 1} == {}
    assert named.keys() == known


def test_every_rule_belongs_to_an_activity() -> None:
    told = {rule.name for each in read_list("activities.yaml") for rule in rules_of(each)}

    assert {rule.name for rule in all_rules()} == told


def test_every_rule_has_a_kind_of_start() -> None:
    """If this fails: add the rule to tools/privacy/starts.yaml."""
    assert start_types().keys() == {rule.name for rule in all_rules()}


def test_every_form_informs_in_every_language() -> None:
    languages = common_words().keys()
    parts = ("title", "basis", "need", "recipients")

    assert languages == {"de", "en", "ar"}
    assert [(f["id"], p) for f in forms() for p in parts if f[p].keys() != languages] == []


def test_nothing_is_left_in_english_in_the_german_register() -> None:
    paper = all_papers()["verarbeitungsverzeichnis.md"]

    assert [word for word in ("so that", " to ", "{{", "None") if word in paper] == []
