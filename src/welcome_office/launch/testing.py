"""A PostgreSQL server for the tests: a pytest plugin (`-p welcome_office.launch.testing`).

The address is known before Django reads its settings; the server itself starts when the first test
asks for `database_server`, so that tests of the engines wait for nothing. The processes of
pytest-xdist share one server. It is removed with all its data when the session ends.
"""

import os
from collections.abc import Iterator

import pytest

from welcome_office.launch.throwaway import choose_address, remove_test_server, running_server

# The tests run the demonstration, whose settings need nothing; files are served unpacked.
SETTINGS = {
    "WELCOME_OFFICE_DEMO": "true",
    "SECRET_KEY": "only for tests",
    "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "EMAIL_URL": "memorymail://",
    "LOG_LEVEL": "WARNING",
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Say where the database will be, before pytest-django loads the settings."""
    os.environ |= SETTINGS
    if "DATABASE_URL" not in os.environ:
        choose_address()
        early_config.add_cleanup(remove_test_server)
    return (yield)


@pytest.fixture(scope="session")
def database_server() -> str:
    """The DATABASE_URL of a server that runs."""
    return running_server()
