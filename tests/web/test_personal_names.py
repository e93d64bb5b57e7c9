"""Nobody is shown the name of a column."""

from django.apps import apps

from welcome_office.web.personal.names import FIELD_NAMES


def test_every_personal_field_has_a_name_for_the_person() -> None:
    models = [m for m in apps.get_models() if m.__module__.startswith("welcome_office.")]
    declared = {
        f"{model.__name__}.{name}"
        for model in models
        for name in model.privacy.personal  # type: ignore[attr-defined] # test_privacy: every model has it
    }

    assert FIELD_NAMES.keys() == declared
