"""How paragraphs are written inside sentences that run the other way."""

import re

from django import template

from welcome_office.core.wording import left_to_right

register = template.Library()
PARAGRAPHS = re.compile(r"§+ ?\d[\w.,–§ /-]*[A-Za-z0-9]")


@register.filter
def cites(sentence: str) -> str:
    """Keep "§ 81 Abs. 4" in its order between Arabic words."""
    return PARAGRAPHS.sub(lambda found: left_to_right(found[0]), sentence)
