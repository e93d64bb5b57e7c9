"""Names of spoken languages in the language of the page: staff need not read every script."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language_info, pgettext, pgettext_lazy

# Languages that Django's own list does not name.
OTHERS: Mapping[str, Promise] = {
    "am": pgettext_lazy("a language", "Amharic"),
    "gu": pgettext_lazy("a language", "Gujarati"),
    "ha": pgettext_lazy("a language", "Hausa"),
    "ku": pgettext_lazy("a language", "Kurdish"),
    "prs": pgettext_lazy("a language", "Dari"),
    "ps": pgettext_lazy("a language", "Pashto"),
    "rw": pgettext_lazy("a language", "Kinyarwanda"),
    "si": pgettext_lazy("a language", "Sinhala"),
    "so": pgettext_lazy("a language", "Somali"),
    "ti": pgettext_lazy("a language", "Tigrinya"),
    "tl": pgettext_lazy("a language", "Tagalog"),
    "yo": pgettext_lazy("a language", "Yoruba"),
    "zh": pgettext_lazy("a language", "Chinese"),
}


def language_name(code: str) -> str:
    """The name of a language in the current language; a code that nobody named stays a code."""
    if code in OTHERS:
        return str(OTHERS[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def language_names(codes: Iterable[str]) -> str:
    """Several languages in one line, with the comma of the current script."""
    return pgettext("between the items of a list", ", ").join(map(language_name, codes))
