"""A page that names a variable nobody gave it fails the test that opened it."""

from collections.abc import Iterator

import pytest
from django.template import engines


class UnknownVariable(str):
    """What Django writes for an unknown variable, except that this one refuses."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        """Django asks for "%s" before it fills the name in."""
        return part == "%s"

    def __mod__(self, name: object) -> str:
        """Tell which variable it was."""
        raise AssertionError(f"A template names the unknown variable {name}.")


@pytest.fixture(autouse=True)
def _unknown_variables_fail() -> Iterator[None]:
    engine = engines["django"].engine  # type: ignore[attr-defined] # the Django engine has one
    engine.string_if_invalid = UnknownVariable("unknown")
    yield
    engine.string_if_invalid = ""
