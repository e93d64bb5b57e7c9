"""The copy of somebody's data as a PDF: tagged, in their language, in the page's words."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.factories import make_office
from tests.web.desk.cast import Role, let_in, make_member, make_visit

from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    return make_visit(make_office(), ("recognition", "chamber-1", "09:00", 45), name="أمل حداد")


def read(content: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(content))
    return reader, " ".join(page.extract_text() for page in reader.pages)


def looked_at(visit: Visit) -> Client:
    client = let_in(Client(), make_member(visit.office, Role.COORDINATOR))
    client.get(f"/en/desk/visits/{visit.pk}/")
    return client


def test_coordinator_hands_out_a_paper_with_who_looked(visit: Visit) -> None:
    who = {"who": visit.reference, "language": "en", "as": "pdf"}

    answer = looked_at(visit).post("/en/desk/requests/copy/", who)

    reader, said = read(answer.content)
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr] # a PDF/UA has it
    expected = [
        "What we know about you",
        "nimali@example.org",
        "to prepare your visit",
        "for three years",
    ]
    assert [words for words in expected if words not in said] == []


def test_person_takes_it_along_in_arabic(client: Client, visit: Visit) -> None:
    answer = client.get(f"/ar/v/{link_token(visit)}/data/paper/")

    reader, said = read(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert "nimali@example.org" in said
