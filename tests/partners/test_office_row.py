"""The office's row is light: almost every query is joined with it."""

from welcome_office.partners.models import Office


def test_office_is_joined_without_its_files() -> None:
    columns = {field.attname for field in Office._meta.concrete_fields}

    assert columns == {"id", "slug", "host", "definition_version", "is_demo"}
