"""What every page shows: the office, the languages, whether this is the demonstration."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from welcome_office.core.languages import Language
from welcome_office.core.wording import current_language
from welcome_office.partners.queries import definition_of


@dataclass(frozen=True)
class LanguageChoice:
    """A language that this page can be read in, and where."""

    language: Language
    address: str
    is_current: bool


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Give templates the office's files and the current language."""
    office = getattr(request, "office", None)
    definition = definition_of(office) if office else None
    language = current_language()
    return {
        "definition": definition,
        "office": definition.office if definition else None,
        "is_demo": settings.DEMO,
        "language": language,
        "language_choices": [
            LanguageChoice(each, same_page(request, each.code), each is language)
            for each in settings.LANGUAGES_FOUND.values()
        ],
    }


def same_page(request: HttpRequest, code: str) -> str:
    """The address of this page in another language; the language stands first in every address."""
    first, _, rest = request.get_full_path()[1:].partition("/")
    return f"/{code}/{rest}" if first in settings.LANGUAGES_FOUND else f"/{code}/"
