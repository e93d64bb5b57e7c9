"""Names of spoken languages in the language of the page: staff need not read every script."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

# With a context of their own: "German" may mean a course elsewhere, "Polish" a verb.
NAMES: Mapping[str, Promise] = {
    "de": pgettext_lazy("a language", "German"),
    "en": pgettext_lazy("a language", "English"),
    "ar": pgettext_lazy("a language", "Arabic"),
    "sq": pgettext_lazy("a language", "Albanian"),
    "am": pgettext_lazy("a language", "Amharic"),
    "hy": pgettext_lazy("a language", "Armenian"),
    "az": pgettext_lazy("a language", "Azerbaijani"),
    "bn": pgettext_lazy("a language", "Bengali"),
    "bs": pgettext_lazy("a language", "Bosnian"),
    "bg": pgettext_lazy("a language", "Bulgarian"),
    "zh": pgettext_lazy("a language", "Chinese"),
    "hr": pgettext_lazy("a language", "Croatian"),
    "cs": pgettext_lazy("a language", "Czech"),
    "da": pgettext_lazy("a language", "Danish"),
    "nl": pgettext_lazy("a language", "Dutch"),
    "et": pgettext_lazy("a language", "Estonian"),
    "fi": pgettext_lazy("a language", "Finnish"),
    "fr": pgettext_lazy("a language", "French"),
    "ka": pgettext_lazy("a language", "Georgian"),
    "el": pgettext_lazy("a language", "Greek"),
    "gu": pgettext_lazy("a language", "Gujarati"),
    "ha": pgettext_lazy("a language", "Hausa"),
    "he": pgettext_lazy("a language", "Hebrew"),
    "hi": pgettext_lazy("a language", "Hindi"),
    "hu": pgettext_lazy("a language", "Hungarian"),
    "id": pgettext_lazy("a language", "Indonesian"),
    "it": pgettext_lazy("a language", "Italian"),
    "ja": pgettext_lazy("a language", "Japanese"),
    "kk": pgettext_lazy("a language", "Kazakh"),
    "rw": pgettext_lazy("a language", "Kinyarwanda"),
    "ko": pgettext_lazy("a language", "Korean"),
    "ku": pgettext_lazy("a language", "Kurdish"),
    "ckb": pgettext_lazy("a language", "Central Kurdish (Sorani)"),
    "ky": pgettext_lazy("a language", "Kyrgyz"),
    "lv": pgettext_lazy("a language", "Latvian"),
    "lt": pgettext_lazy("a language", "Lithuanian"),
    "mk": pgettext_lazy("a language", "Macedonian"),
    "ml": pgettext_lazy("a language", "Malayalam"),
    "mr": pgettext_lazy("a language", "Marathi"),
    "mn": pgettext_lazy("a language", "Mongolian"),
    "ne": pgettext_lazy("a language", "Nepali"),
    "no": pgettext_lazy("a language", "Norwegian"),
    "ps": pgettext_lazy("a language", "Pashto"),
    "fa": pgettext_lazy("a language", "Persian"),
    "prs": pgettext_lazy("a language", "Dari"),
    "pl": pgettext_lazy("a language", "Polish"),
    "pt": pgettext_lazy("a language", "Portuguese"),
    "pa": pgettext_lazy("a language", "Punjabi"),
    "ro": pgettext_lazy("a language", "Romanian"),
    "ru": pgettext_lazy("a language", "Russian"),
    "sr": pgettext_lazy("a language", "Serbian"),
    "si": pgettext_lazy("a language", "Sinhala"),
    "sk": pgettext_lazy("a language", "Slovak"),
    "sl": pgettext_lazy("a language", "Slovenian"),
    "so": pgettext_lazy("a language", "Somali"),
    "es": pgettext_lazy("a language", "Spanish"),
    "sw": pgettext_lazy("a language", "Swahili"),
    "sv": pgettext_lazy("a language", "Swedish"),
    "tl": pgettext_lazy("a language", "Tagalog"),
    "ta": pgettext_lazy("a language", "Tamil"),
    "te": pgettext_lazy("a language", "Telugu"),
    "th": pgettext_lazy("a language", "Thai"),
    "ti": pgettext_lazy("a language", "Tigrinya"),
    "tr": pgettext_lazy("a language", "Turkish"),
    "uk": pgettext_lazy("a language", "Ukrainian"),
    "ur": pgettext_lazy("a language", "Urdu"),
    "uz": pgettext_lazy("a language", "Uzbek"),
    "vi": pgettext_lazy("a language", "Vietnamese"),
    "yo": pgettext_lazy("a language", "Yoruba"),
}


def language_name(code: str) -> str:
    """The name of a language in the current language; a code that nobody named stays a code."""
    return str(NAMES.get(code, code))


def language_names(codes: Iterable[str]) -> str:
    """Several languages in one line, with the comma of the current script."""
    return pgettext("between the items of a list", ", ").join(map(language_name, codes))
