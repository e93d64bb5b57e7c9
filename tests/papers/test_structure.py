"""Screen readers can read every paper that we print: PDF/UA-1, as far as programs can tell."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Name
from tests.papers.every_paper import PAPERS
from tests.papers.structure import problems_in, walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_built_as_pdf_ua_asks(name: str, language: str) -> None:
    make, first_language = PAPERS[name]

    with pikepdf.open(io.BytesIO(make(language))) as pdf:
        assert problems_in(pdf, language=first_language or language) == []


def take_language_away(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def hide_the_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def paint_outside(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def promote_a_heading(pdf: pikepdf.Pdf) -> None:
    element = next(each for each, _ in walk(pdf) if each.S == Name.H2)
    element.S = Name.H4


def silence_the_figure(pdf: pikepdf.Pdf) -> None:
    element = next(each for each, _ in walk(pdf) if Name.Figure == each.S)
    del element.Alt


def put_a_row_into_a_list(pdf: pikepdf.Pdf) -> None:
    element = next(each for each, _ in walk(pdf) if each.S == Name.LI)
    element.S = Name.TR


def take_a_font_away(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.ToUnicode


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (take_language_away, "11-006 the language is not de"),
        (hide_the_title, "07-001 the window does not show the title"),
        (paint_outside, "01-003 painted outside of the structure: f"),
        (promote_a_heading, "14-003 a heading of level 4 follows one of level 1"),
        (silence_the_figure, "13-004 /Figure without words"),
        (put_a_row_into_a_list, "09-004 ['/TR'] stands in /L"),
        (take_a_font_away, "does not say its letters"),
    ],
)
def test_harm_is_noticed(harm: Callable[[pikepdf.Pdf], None], told: str) -> None:
    with pikepdf.open(io.BytesIO(PAPERS["confirmation"][0]("de"))) as pdf:
        harm(pdf)

        assert any(told in problem for problem in problems_in(pdf, language="de"))
