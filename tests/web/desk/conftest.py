"""A small town with its staff, and a way through the door."""

import pytest
from tests.factories import make_office

from welcome_office.partners.models import Office


@pytest.fixture
def office() -> Office:
    return make_office()
