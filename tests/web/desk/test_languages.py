"""Staff read the names of languages in their own language."""

import pytest
from django.conf import settings
from django.utils import translation

from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.web.desk.languages import NAMES, language_name, language_names


def test_every_language_that_somebody_can_speak_has_a_name() -> None:
    assert NAMES.keys() == spoken_languages().keys()


def test_every_language_of_the_pages_has_a_name() -> None:
    assert set(settings.LANGUAGES_FOUND) <= NAMES.keys()


def test_language_that_nobody_named_stays_a_code() -> None:
    assert language_name("tlh") == "tlh"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "German, Sinhala"),
        ("de", "Deutsch, Singhalesisch"),
        ("ar", "الألمانية، السنهالية"),
    ],
)
def test_names_stand_in_the_language_of_the_page(language: str, names: str) -> None:
    with translation.override(language):
        assert language_names(["de", "si"]) == names
