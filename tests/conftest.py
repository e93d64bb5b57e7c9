"""What tests of every part share."""

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    database_server: str,
) -> None:
    """Before pytest-django makes its databases: the server they go to has started."""
