"""A translation that is older than the German text is noticed, and German is shown instead."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from welcome_office.law.errands import Text
from welcome_office.law.errands.care.blocks import blocks_in, mark_outdated, sections_of
from welcome_office.law.errands.care.records import Record, Records, digest
from welcome_office.partners.office_files.care_command import law_shelves, outdated_in

DAY = date(2026, 11, 22)
PAGE = "Vorne.\n\n## Eins\n\nText eins.\n\n## Zwei\n\nText zwei."
ENGLISH = "Before.\n\n## One\n\nText one.\n\n## Two\n\nText two."


def noted(text: Text) -> Records:
    """What somebody noted who compared everything in this text."""
    return Records(
        tuple(
            Record(
                block=block.id,
                language=code,
                german=digest(block.german),
                translation=digest(said),
                checked=DAY,
            )
            for block in blocks_in(text, name="t")
            for code, said in block.translations
        )
    )


def test_changed_german_text_is_shown_instead_of_the_old_translation() -> None:
    records = noted(Text.of(de="Kostet 5 €.", en="Costs 5 €."))

    text = mark_outdated(Text.of(de="Kostet 6 €.", en="Costs 5 €."), records)

    assert (text.outdated, text.languages) == (("en",), ("de",))
    assert text.in_language("en") == "Kostet 6 €."


def test_translation_that_changed_along_is_shown() -> None:
    records = noted(Text.of(de="Kostet 5 €.", en="Costs 5 €."))

    text = mark_outdated(Text.of(de="Kostet 6 €.", en="Costs 6 €."), records)

    assert text.in_language("en") == "Costs 6 €."


def test_only_the_changed_section_of_a_page_is_outdated() -> None:
    records = noted(Text.of(de=PAGE, en=ENGLISH))

    text = mark_outdated(Text.of(de=PAGE.replace("eins.", "1."), en=ENGLISH), records)

    assert text.outdated == ("en#1",)
    assert text.languages == ("de", "en")


def test_day_of_the_comparison_stays_with_the_text() -> None:
    text = Text.of(de="Ja", en="Yes")

    assert mark_outdated(text, noted(text)).checked == DAY


@given(st.text())
def test_sections_put_together_are_the_page(page: str) -> None:
    assert "".join(sections_of(page)).split() == page.split()


def test_no_translation_of_the_law_is_older_than_its_german_text() -> None:
    outdated = [
        (block.id, language) for shelf in law_shelves() for block, language in outdated_in(shelf)
    ]

    # To mend: translate anew, or say `welcome-office content --still-right <block>`.
    assert outdated == []
