"""What the workbench's templates need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def in_words(value: str, words: Mapping[str, Any]) -> str:
    """The word for a value, e.g. for a kind of event."""
    return str(words[value])


@register.filter
def choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Values with their words, for a list to choose from."""
    return [(str(value), said) for value, said in words.items()]
