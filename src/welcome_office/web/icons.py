"""The symbols of partners: our own drawings, never a logo or a coat of arms."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SHEET = "icons/partners.svg"
UNKNOWN = "place"


@cache
def known_icons() -> frozenset[str]:
    """The names that an office's files may use for their partners."""
    sheet = Path(__file__).parent / "static" / SHEET
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', sheet.read_text(encoding="utf-8")))


@cache
def icon(name: str) -> SafeString:
    """Draw a symbol; it says nothing that the text beside it does not say."""
    shown = name if name in known_icons() else UNKNOWN
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static(SHEET),
        shown,
    )
