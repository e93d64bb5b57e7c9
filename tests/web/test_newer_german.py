"""Where a translation is older, pages show the German text, marked as newer."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from welcome_office.law.errands import Text
from welcome_office.web.markdown import prose
from welcome_office.web.wording import wording


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_text_is_shown_in_german_and_marked() -> None:
    text = Text(translations=(("de", "Kostet 6 €."), ("en", "Costs 5 €.")), outdated=("en",))

    assert wording(text) == (
        '<span lang="de" dir="ltr">Kostet 6 €.</span> <span class="muted">(newer in German)</span>'
    )


def test_only_the_old_section_of_a_page_is_shown_in_german() -> None:
    page = Text(
        translations=(("de", "Vorne.\n\n## Neu\n\nJa."), ("en", "Before.\n\n## Old\n\nNo.")),
        outdated=("en#1",),
    )

    assert prose(page) == (
        '<p>Before.</p>\n<p><span class="muted">(newer in German)</span></p>'
        '<div lang="de" dir="ltr"><h2>Neu</h2>\n<p>Ja.</p></div>'
    )
