"""Nobody adds a field without deciding whether it is about a person."""

from django.apps import apps
from django.db.models import Model

from welcome_office.core.privacy import Privacy


def _own_models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("welcome_office.")]


def test_every_field_of_every_model_is_declared_personal_or_not() -> None:
    undecided = {}
    for model in _own_models():
        fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
        privacy = getattr(model, "privacy", Privacy())
        if fields != privacy.names:
            undecided[model.__name__] = fields ^ privacy.names

    assert undecided == {}


def test_every_personal_field_says_why_and_until_when() -> None:
    purposes = [
        (model.__name__, name, purpose)
        for model in _own_models()
        for name, purpose in model.privacy.personal.items()  # type: ignore[attr-defined] # every model has it: test above
    ]

    assert purposes
    assert [p for p in purposes if not p[2].why or not p[2].keep.after] == []
