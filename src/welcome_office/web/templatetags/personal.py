"""What templates say about restricted data."""

from django import template

from welcome_office.web.personal.restricting import GROUNDS

register = template.Library()


@register.filter
def ground_name(ground: str) -> str:
    """Why data is restricted, as a sentence."""
    return str(GROUNDS[ground])
