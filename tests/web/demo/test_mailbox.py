"""The demo shows the mail that it caught; a real office has no such page."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.visits.documents.town import family_visit

from welcome_office.core.mail import build_mail
from welcome_office.visits.documents.letters import letter_about
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Message
from welcome_office.web.demo.plain_html import plain_html

pytestmark = pytest.mark.django_db
NAME = "20270301T090000.000000Z-abc123.eml"


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Where the catcher would keep letters."""
    settings.MAIL_FOLDER = tmp_path
    return tmp_path


def _catch(folder: Path, *, language: str = "en") -> None:
    """Keep the confirmation of a visit as the catcher does."""
    visit = visits_in_full().get(pk=family_visit(language=language).pk)
    letter = letter_about(visit, kind=Message.Kind.CONFIRMED, key="1")
    (folder / NAME).write_bytes(build_mail(letter).message().as_bytes())


def test_the_list_names_subject_and_addressee(client: Client, folder: Path) -> None:
    _catch(folder)

    page = client.get("/en/demo/mail/").text

    assert "Your visit on Wednesday, 24 March 2027, 9:00" in page
    assert "amal@example.org" in page
    assert f'href="/en/demo/mail/{NAME}/"' in page


def test_a_mail_shows_its_words_and_its_link_works(client: Client, folder: Path) -> None:
    _catch(folder)

    page = client.get(f"/en/demo/mail/{NAME}/").text

    assert "Register your residence" in page
    (link,) = set(re.findall(r'href="http://localhost:8000(/en/v/[^"]+/)"', page))
    assert client.get(unescape(link)).status_code == 200


def test_a_mail_keeps_language_and_direction_and_the_page_stays_strict(
    client: Client, folder: Path
) -> None:
    _catch(folder, language="ar")

    response = client.get(f"/en/demo/mail/{NAME}/")

    assert 'lang="ar" dir="rtl"' in response.text
    assert "<style" not in response.text
    assert "style=" not in response.text
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("index", "kind", "begins"),
    [(0, "text/calendar", b"BEGIN:VCALENDAR"), (1, "application/pdf", b"%PDF-")],
)
def test_what_is_attached_can_be_kept(
    client: Client, folder: Path, index: int, kind: str, begins: bytes
) -> None:
    _catch(folder)

    response = client.get(f"/en/demo/mail/{NAME}/{index}/")

    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.content.startswith(begins)


@pytest.mark.parametrize(
    "path", ["missing.eml/", "..%2F..%2Fsecret/", f"{NAME}/2/", ".20270301T090000Z-a.eml/"]
)
def test_other_names_lead_nowhere(client: Client, folder: Path, path: str) -> None:
    _catch(folder)

    assert client.get(f"/en/demo/mail/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", f"{NAME}/", f"{NAME}/0/"])
def test_a_real_office_has_no_such_page(
    client: Client, folder: Path, settings: LazySettings, path: str
) -> None:
    _catch(folder)
    assert client.get(f"/en/demo/mail/{path}").status_code == 200

    settings.DEMO = False

    assert client.get(f"/en/demo/mail/{path}").status_code == 404


def test_an_empty_folder_says_so(client: Client) -> None:
    family_visit()

    assert "There is no mail yet" in client.get("/en/demo/mail/").text


def test_nothing_that_runs_or_loads_stays_in_a_letter() -> None:
    found = plain_html(
        '<html lang="en" dir="ltr"><head><style>p{}</style><title>x</title></head><body>'
        '<script>alert(1)</script><img src="https://a.example/p.gif"><p onclick="x()">Hi &lt;b&gt;'
        '</p><a href="javascript:x()">a</a><a href="https://b.example/?a=1&amp;b">b</a></body>'
    )

    assert found.content == (
        '<p>Hi &lt;b&gt;</p><a>a</a><a href="https://b.example/?a=1&amp;b" class="link">b</a>'
    )
    assert (found.language, found.direction) == ("en", "ltr")
