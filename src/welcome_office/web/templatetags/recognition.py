"""What the workbench's templates need."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from welcome_office.partners.office_files import OfficeFile
from welcome_office.web.wording import wording

register = template.Library()


@register.filter
def in_words(value: str, words: Mapping[str, Any]) -> str:
    """The word for a value, e.g. for a kind of event."""
    return str(words[value])


@register.filter
def choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Values with their words, for a list to choose from."""
    return [(str(value), said) for value, said in words.items()]


@register.filter
def partner_name(slug: str, definition: OfficeFile) -> SafeString | str:
    """An organisation as the office's files call it."""
    names = {each.id: each.name for each in definition.partners}
    return wording(names[slug]) if slug in names else slug
