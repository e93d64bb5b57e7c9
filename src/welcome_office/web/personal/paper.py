"""The copy of a person's data as files: one to read and print, one for other programs."""

import json

from django.template.loader import render_to_string

from welcome_office.core.wording import current_language, speaking
from welcome_office.web.personal.copy import WHAT_STAYS, Part, as_plain, in_words


def write_paper(parts: tuple[Part, ...], *, language: str) -> bytes:
    """One page that every browser opens and prints, without anything from outside."""
    with speaking(language):
        words = [in_words(part) for part in parts]
        context = {"parts": words, "stays": WHAT_STAYS, "language": current_language()}
        return render_to_string("personal/paper.html", context).encode()


def write_data(parts: tuple[Part, ...]) -> bytes:
    """The same for other programs (GDPR, article 20)."""
    return json.dumps(as_plain(parts), ensure_ascii=False, indent=2).encode()
