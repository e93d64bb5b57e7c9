"""What tests of every part share."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import translation
from tests.local_provider.process import LocalProvider, running_provider


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: a browser keeps an event loop running, which other tests trip over."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    database_server: str,
) -> None:
    """Before pytest-django makes its databases: the server they go to has started."""


@pytest.fixture(autouse=True)
def _queue_of_one_test(request: pytest.FixtureRequest) -> None:
    """A test that commits finds an empty queue: its tables are not Django's to empty."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.fixture(autouse=True)
def _language_of_the_house() -> None:
    """A request leaves its language behind; the next test begins without it."""
    translation.deactivate()


@pytest.fixture(scope="session")
def local_provider() -> Iterator[LocalProvider]:
    """A real OpenID Connect provider in a process of its own, for all tests that need it."""
    with running_provider() as provider:
        yield provider
