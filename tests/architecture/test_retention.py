"""Whatever is kept for some time has one rule that deletes it; a rule is one line in an app."""

from collections import Counter

from django.apps import apps

from welcome_office.core.privacy import Keep
from welcome_office.core.retention import all_rules


def _declared() -> set[Keep]:
    models = [m for m in apps.get_models() if m.__module__.startswith("welcome_office.")]
    return {
        purpose.keep
        for model in models
        for purpose in model.privacy.personal.values()  # type: ignore[attr-defined] # test_privacy: every model has it
    }


def test_every_period_belongs_to_exactly_one_rule() -> None:
    """If this fails: add a `Rule` for the period to `RULES` in the app's `retention.py`."""
    rules = Counter(rule.keep for rule in all_rules())

    assert {keep: rules[keep] for keep in _declared() if rules[keep] != 1} == {}


def test_every_rule_has_a_name_of_its_own() -> None:
    names = Counter(rule.name for rule in all_rules())

    assert [name for name, times in names.items() if times > 1] == []


def test_what_is_kept_for_a_day_is_looked_for_every_hour() -> None:
    assert [rule.name for rule in all_rules() if rule.keep.days <= 1 and not rule.hourly] == []
