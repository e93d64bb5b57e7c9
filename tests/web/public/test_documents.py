"""The visit to take along, for whoever has its link."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.visits.documents.town import family_visit

from welcome_office.core.audit import VISITOR
from welcome_office.visits.actions import cancel_visit
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Message, Visit

pytestmark = pytest.mark.django_db
DOCUMENTS = {
    "calendar": ("text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR"),
    "paper": ("application/pdf", b"%PDF-"),
}


def _rows() -> list[Any]:
    return [*Visit.objects.values(), *Message.objects.values()]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_link_gives_the_document_and_changes_nothing(
    client: Client, document: str, method: str
) -> None:
    visit, kind = family_visit(), DOCUMENTS[document]
    before = _rows()

    response = getattr(client, method)(f"/en/v/{link_token(visit)}/{document}/")

    assert (response.status_code, response.headers["Content-Type"]) == (200, kind[0])
    assert response.headers["Content-Disposition"].startswith('attachment; filename="welcome')
    assert "no-store" in response.headers["Cache-Control"]
    assert response.content.startswith(kind[1] if method == "get" else b"")
    assert _rows() == before


def test_the_document_speaks_the_language_of_the_page(client: Client) -> None:
    visit = family_visit(language="en")

    response = client.get(f"/ar/v/{link_token(visit)}/calendar/")

    assert "تسجيل السكن" in response.content.replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_that_was_made_up_or_replaced_gives_nothing(client: Client, document: str) -> None:
    visit = family_visit()
    old = link_token(visit)
    Visit.objects.update(link_version=2)

    for token in ("made-up", old):
        assert client.get(f"/en/v/{token}/{document}/").status_code == 404


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nobody_gets_a_paper_about_a_visit_that_is_not_booked(
    client: Client, document: str
) -> None:
    visit = family_visit()
    until = datetime.now(UTC) + timedelta(minutes=9)
    Visit.objects.update(state=Visit.State.PENDING, confirmed_at=None, expires_at=until)

    assert client.get(f"/en/v/{link_token(visit)}/{document}/").status_code == 404


def test_after_cancelling_the_calendar_entry_takes_the_old_one_away(client: Client) -> None:
    visit = family_visit(start=datetime.now(UTC) + timedelta(days=3))
    cancel_visit(visit, by=VISITOR)

    response = client.get(f"/en/v/{link_token(visit)}/calendar/")

    assert b"METHOD:CANCEL" in response.content
    assert client.get(f"/en/v/{link_token(visit)}/paper/").status_code == 404


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_documents_are_only_read(client: Client, document: str, method: str) -> None:
    address = f"/en/v/{link_token(family_visit())}/{document}/"

    assert getattr(client, method)(address).status_code == 405
