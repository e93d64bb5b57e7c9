"""Wherever people are asked something about themselves, the page leads to what happens to it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import make_office

from welcome_office.web.personal.notices import forms

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.PACKAGE) / "web" / "templates"
# Every part that Art. 13 asks for, as the English page names it.
ART_13 = (
    "What we ask, and what for", "Controller", "Data protection officer", "Legal basis",
    "Do you have to tell us", "Who sees it", "How long", "withdraw a consent", "(Art. 15)",
    "restriction (Art. 18)", "www.ldi.nrw.de", "Nothing is decided about you automatically",
    "countries outside the EU", "joint controllers",
)  # fmt: skip
# Forms that keep nothing about a person, and why.
ASK_NOTHING = {
    "arrival/open.html": "a code that was given out",
    "arrival/question.html": "answers without a name, in the session only",
    "components/error_summary.html": "repeats the mistakes of another form",
    "pathways/compare.html": "a place of work, for one calculation",
    "pathways/employers.html": "answers without a name, in the session only",
    "pathways/find_kept.html": "a code that was given out",
    "pathways/mail.html": "an address that is used once and not kept, as the page says",
    "pathways/question.html": "answers without a name, in the session only",
    "pathways/start.html": "answers without a name, in the session only",
    "pathways/title.html": "answers without a name, in the session only",
    "public/booking_code.html": "a code that was given out",
    "public/code.html": "a code that was sent",
    "public/own/contact_code.html": "a code that was sent",
    "public/own/late.html": "a number of minutes",
    "public/own/who.html": "which of the people named before have an errand",
    "public/suggestions.html": "words to search by, kept nowhere",
    "recognition/question.html": "answers without a name, in the session only",
}
AT_DESKS = (
    "account/login.html", "desk/booking/order.html", "desk/recognition/begin.html",
    "desk/walk_in_times.html",
)  # fmt: skip


def asking() -> dict[str, str]:
    """The public templates with fields that people fill in."""
    found = {str(path.relative_to(TEMPLATES)): path.read_text("utf-8")
             for path in TEMPLATES.rglob("*.html")}  # fmt: skip
    staff = ("desk/", "account/", "mfa/", "django/", "mail/")
    return {
        name: text
        for name, text in found.items()
        if re.search(r"as_field_group|\{\{ field", text) and not name.startswith(staff)
    }


def informs(text: str) -> bool:
    # Pages of the path inform by the page that they are made from.
    return "components/notice.html" in text or 'extends "public/step.html"' in text


def test_every_form_leads_to_its_notice_or_asks_nothing_about_people() -> None:
    silent = {name for name, text in asking().items() if not informs(text)}

    assert silent == ASK_NOTHING.keys()


def test_desks_that_ask_people_lead_there_too() -> None:
    silent = [name for name in AT_DESKS if not informs((TEMPLATES / name).read_text("utf-8"))]

    assert silent == []


def test_every_notice_is_led_to() -> None:
    texts = [path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")]
    named = {
        name for text in texts for name in re.findall(r'notice.html" with form_id="(\w+)"', text)
    }

    assert named == {form["id"] for form in forms()}


@pytest.mark.parametrize("form", [form["id"] for form in forms()])
def test_a_notice_has_every_part_in_every_language(client: Client, form: str) -> None:
    make_office()

    pages = {code: client.get(f"/{code}/privacy/{form}/").text for code in ("en", "de", "ar")}

    assert [part for part in ART_13 if part not in pages["en"]] == []
    assert "City of Musterstadt" in pages["en"]
    # Each language has its own text, with as many facts.
    assert {page.count("<li>") for page in pages.values()} == {pages["en"].count("<li>")}
    assert [code for code, page in pages.items() if "[" in page.split("<main")[1]] == []


def test_an_unknown_form_has_no_notice(client: Client) -> None:
    make_office()

    assert client.get("/en/privacy/nothing/").status_code == 404
