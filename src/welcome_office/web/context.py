"""What every page shows: the office, the languages, whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from welcome_office.partners.queries import definition_of


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Give templates the office's files and the current language."""
    office = getattr(request, "office", None)
    language = settings.LANGUAGES_FOUND[get_language() or settings.LANGUAGE_CODE]
    return {
        "office": definition_of(office).office if office else None,
        "is_demo": settings.DEMO,
        "language": language,
        "languages": settings.LANGUAGES_FOUND.values(),
    }
