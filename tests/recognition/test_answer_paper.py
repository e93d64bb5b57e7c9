"""The answer says the same on page and paper, in both languages."""

import io
from datetime import date

import pytest
from pypdf import PdfReader
from tests.recognition.town import RUHR

from welcome_office.core.wording import speaking
from welcome_office.recognition.answers import answer_in_words
from welcome_office.recognition.asking import Inquiry
from welcome_office.recognition.documents.answer_paper import answer_pdf

NURSE = Inquiry(
    occupation="O001",
    land="nrw",
    day=date(2026, 11, 22),
    told={
        "trained_in": "IN", "citizenship": "IN", "lives_in": "abroad", "works_in": "Bochum",
        "has_formal_qualification": True, "self_employed": False, "accelerated_81a": True,
        "documents_missing": False,
    },
)  # fmt: skip


def test_answer_names_who_decides_and_how_long_it_takes() -> None:
    with speaking("en"):
        words = answer_in_words(NURSE, RUHR.office)

    deciding = words.bodies[0]
    assert deciding.name.startswith("Bezirksregierung Münster, Dez. 24")
    assert words.needed == "You need recognition."
    assert words.time == "2 months from complete papers on"
    assert words.term == "Pflegefachfrau/Pflegefachmann"


def test_missing_answers_are_said_and_not_guessed() -> None:
    unknown = Inquiry(occupation="O029", land="nrw", day=date(2026, 11, 22))

    with speaking("en"):
        words = answer_in_words(unknown, RUHR.office)

    assert words.bodies[0].name == "Not clear yet: ask the adviser"


def test_who_needs_no_title_reads_nothing_about_titles() -> None:
    polish = Inquiry(
        occupation="O029", land="nrw", day=date(2026, 11, 22), told={"citizenship": "PL"}
    )

    with speaking("en"):
        assert answer_in_words(polish, RUHR.office).residence == ()
        assert answer_in_words(NURSE, RUHR.office).residence != ()


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_paper_is_tagged_and_says_the_deciding_body(language: str) -> None:
    made = answer_pdf(NURSE, RUHR.office, language=language)

    reader = PdfReader(io.BytesIO(made))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Bezirksregierung Münster" in text
    assert "Pflegefachfrau" in text
    assert "/MarkInfo" in reader.root_object
