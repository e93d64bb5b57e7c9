"""The confirmation on paper, read back by another program."""

import dataclasses
import io
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from pypdf import PdfReader
from tests.visits.documents.town import TOWN, family_visit

from welcome_office.visits.documents.pdf import visit_pdf
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db


def _read(visit: Visit) -> PdfReader:
    return PdfReader(
        io.BytesIO(visit_pdf(visits_in_full().get(pk=visit.pk), language=visit.language))
    )


def _text(visit: Visit) -> str:
    return "\n".join(page.extract_text() for page in _read(visit).pages)


def _tags(element: Any) -> Iterator[Any]:
    element = element.get_object()
    if isinstance(element, dict):
        yield element
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from _tags(child)


def test_screen_readers_find_title_language_and_structure() -> None:
    reader = _read(family_visit(language="en"))

    root: Any = reader.trailer["/Root"]
    tags = list(_tags(root["/StructTreeRoot"]))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Your visit"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("en", True)
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Figure"} <= {tag.get("/S") for tag in tags}
    figures = [tag["/Alt"] for tag in tags if tag.get("/S") == "/Figure"]
    assert len(figures) == 1
    assert figures[0].startswith("QR code of the reference ")


def test_the_paper_says_what_when_where_with_whom_and_what_it_costs() -> None:
    visit = family_visit(language="en")

    found = _text(visit)

    expected = [
        f"{visit.reference[:3]}-{visit.reference[3:]}", "Wednesday, 24 March 2027", "9:00–10:35",
        "Hauptstraße 1, 12345 Musterstadt", "Amal Haddad", "Monday, 1 March 2027",
        "Register your residence", "City of Musterstadt", "desk 1", "Amal and Yusuf",
        "10 minutes until the next desk", "Passport", "Marriage certificate", "If you are married",
        "Everybody comes.", "150\N{NO-BREAK SPACE}€", "You collect the card later.",
    ]  # fmt: skip
    assert [words for words in expected if words not in found] == []


def test_the_german_stands_beside_the_persons_language() -> None:
    found = _text(family_visit(language="en"))

    german = ["Wohnsitz anmelden", "Reisepass", "Alle kommen.", "Kammer"]
    assert [words for words in german if words not in found] == []


def test_in_german_everything_is_said_once() -> None:
    found = _text(family_visit(language="de"))

    assert found.count("Beratung zur Anerkennung") == 2  # in the route and in the list of papers
    assert "Passport" not in found


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_page_says_that_this_is_a_demonstration(
    language: str, settings: LazySettings
) -> None:
    visit = family_visit(language=language)
    pages = [page.extract_text() for page in _read(visit).pages]
    assert all("Musterstadt" in page for page in pages)
    before = [page.count("Demonstration") for page in pages]

    settings.DEMO = False

    assert min(before) >= 1
    assert "Demonstration" not in _text(visit)


@pytest.mark.parametrize(
    "typed",
    ["#panic()", '"]', "*x* _y_ `z`", "$1$ <b> @a", "\\u{41} // c", "{{name}} {% x %}", "#[[["],
)
def test_what_somebody_typed_is_printed_letter_by_letter(typed: str) -> None:
    visit = family_visit()
    visit.name = typed
    visit.save()
    visit.people.filter(position=0).update(first_name=typed)

    assert _text(visit).count(typed) >= 3


def test_arabic_is_set_in_our_own_fonts_and_marked_as_arabic() -> None:
    reader = _read(family_visit(language="ar"))

    root: Any = reader.trailer["/Root"]
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in root["/Pages"]["/Kids"]
        for font in page.get_object()["/Resources"]["/Font"].values()
    }
    families = {name.split("-")[0].removeprefix("/") for name in fonts}
    assert root["/Lang"] == "ar"
    assert families == {"FiraSans", "NotoSansArabic"}
    drawn = b"".join(page.get_contents().get_data() for page in reader.pages)  # type: ignore[union-attr] # pages have contents
    assert set(re.findall(rb"/Lang\((\w+)\)", drawn)) == {b"ar", b"de"}


def test_a_name_in_letters_that_we_lack_still_gives_a_paper() -> None:
    visit = family_visit()
    visit.name = "李小龍"
    visit.save()

    assert "Wednesday, 24 March 2027" in _text(visit)


def test_somebody_without_a_name_and_a_visit_without_papers_give_a_paper() -> None:
    bare = [dataclasses.replace(each, papers=(), handover=None) for each in TOWN.services]
    visit = family_visit(town=dataclasses.replace(TOWN, services=tuple(bare)))
    visit.name = ""
    visit.save()
    visit.people.update(first_name="")

    assert "You need to bring nothing." in _text(visit)


def test_a_call_asks_nobody_to_come() -> None:
    assert "Everybody comes." in _text(family_visit())
    Visit.objects.all().delete()

    assert "Everybody comes." not in _text(family_visit(channel="phone"))


def test_a_paper_is_ready_before_anybody_waits() -> None:
    visit = visits_in_full().get(pk=family_visit(language="ar").pk)

    started = time.perf_counter()
    visit_pdf(visit, language="ar")
    first = time.perf_counter() - started

    assert first < 0.3
