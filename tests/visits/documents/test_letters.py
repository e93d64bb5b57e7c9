"""What mails and text messages about a visit say."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import LazySettings
from tests.visits.documents.town import NINE, family_visit

from welcome_office.core.mail import Letter
from welcome_office.visits.codes import current_code, visit_behind
from welcome_office.visits.documents.letters import REMINDERS, letter_about, text_about
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import ContactChange, Message, Visit

pytestmark = pytest.mark.django_db
Kind = Message.Kind
# Those who wait get other letters: `test_waiting_letters`.
ABOUT_VISITS = [kind for kind in Kind if not kind.startswith("wait_")]
# Letters to the address that has answered; the others say nothing that somebody typed.
TO_THE_PERSON = {Kind.CONFIRMED, Kind.MOVED, Kind.CHANGED, Kind.CHOOSE_ANEW, *REMINDERS}


class _Page(HTMLParser):
    """What a mail program finds in a letter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self.loaded = "", [""], [""]
        self.root: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.root = found if tag == "html" else self.root
        self.links.append(found.get("href") or "")
        self.loaded.append(found.get("src") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def _letter(kind: Message.Kind, *, language: str = "en") -> tuple[Visit, Letter]:
    booked = family_visit(language=language)
    ContactChange.objects.create(
        visit=booked, contact="mail", email="new@example.org", old_contact="mail",
        old_email="old@example.org", expires_at=NINE, code_sent_at=NINE,
    )  # fmt: skip
    visit = visits_in_full().get(pk=booked.pk)
    return visit, letter_about(visit, kind=kind, key="1")


def _token(said: str) -> str:
    """What stands in the link; made anew each second, so that two are never compared."""
    found = re.search(r"http://localhost:8000/en/v/([\w:-]+)/", said)
    assert found is not None
    return found.group(1)


def test_a_request_to_confirm_carries_link_and_code() -> None:
    visit, letter = _letter(Kind.CONFIRM)

    assert letter.subject.endswith("Please confirm your visit on Wednesday, 24 March 2027, 9:00")
    for said in (letter.text, letter.html):
        assert visit_behind(_token(said)) == visit
        assert current_code(visit) in said
    assert letter.parts == ()


@pytest.mark.parametrize("kind", ABOUT_VISITS)
def test_an_address_that_nobody_has_proved_gets_nothing_that_somebody_typed(
    kind: Message.Kind,
) -> None:
    visit, letter = _letter(kind)

    said = letter.subject + letter.text + letter.html
    assert ("Amal" in said, "Yusuf" in said) == ((kind in TO_THE_PERSON,) * 2)
    assert visit.email not in said


def test_a_confirmation_says_everything_in_both_forms() -> None:
    visit, letter = _letter(Kind.CONFIRMED)

    expected = [
        "Wednesday, 24 March 2027", "9:00–10:35", "Hauptstraße 1, 12345 Musterstadt",
        f"{visit.reference[:3]}-{visit.reference[3:]}", "Register your residence", "Anmeldung",
        "10 minutes until the next desk", "Passport", "If you are married", "Amal and Yusuf",
        "150\N{NO-BREAK SPACE}€", "You collect the card later.", "+49 221 4710 100",
    ]  # fmt: skip
    assert [words for words in expected if words not in letter.text] == []
    assert [words for words in expected if words not in _Page(letter.html).text] == []
    assert visit_behind(_token(" ".join(_Page(letter.html).links))) == visit


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Kind.CONFIRM, []),
        (Kind.CONFIRMED, ["welcome-office.ics", "welcome-office.pdf"]),
        (Kind.CANCELLED, ["welcome-office.ics"]),
        (Kind.MOVED, ["welcome-office.ics", "welcome-office.pdf"]),
        (Kind.CHANGED, ["welcome-office.ics", "welcome-office.pdf"]),
        (Kind.REMIND_DAYS, []),
        (Kind.NEW_CONTACT, []),
    ],
)
def test_calendar_entry_and_paper_travel_along(kind: Message.Kind, parts: list[str]) -> None:
    _, letter = _letter(kind)

    assert [part.name for part in letter.parts] == parts
    methods = {b"METHOD:REQUEST" in part.content for part in letter.parts[:1]}
    assert methods == ({kind != Kind.CANCELLED} if parts else set())


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("kind", ABOUT_VISITS)
def test_a_letter_says_its_language_and_loads_nothing(
    kind: Message.Kind, language: str, direction: str
) -> None:
    _, letter = _letter(kind, language=language)

    page = _Page(letter.html)
    assert page.root == {"lang": language, "dir": direction}
    assert letter.language == language
    assert set(page.loaded) == {""}
    assert "url(" not in letter.html


@pytest.mark.parametrize("kind", ABOUT_VISITS)
def test_every_message_of_the_demo_says_so(kind: Message.Kind, settings: LazySettings) -> None:
    visit, letter = _letter(kind)
    notice = "Demonstration: not a service of the City of Musterstadt, no real appointments"
    assert notice in letter.text
    assert notice in letter.html
    assert notice in text_about(visit, kind=kind)

    settings.DEMO = False
    letter = letter_about(visit, kind=kind, key="1")

    said = letter.subject + letter.text + letter.html + text_about(visit, kind=kind)
    assert "Demonstration" not in said


def test_what_somebody_typed_is_no_markup_and_stays_whole_in_the_text() -> None:
    visit = family_visit()
    visit.name = "<b>Amal</b> & {{ link }}"
    visit.save()

    letter = letter_about(visits_in_full().get(), kind=Kind.CONFIRMED, key="1")

    assert visit.name in letter.text
    assert "<b>" not in letter.html
    assert visit.name in _Page(letter.html).text


@pytest.mark.parametrize("kind", ABOUT_VISITS)
def test_a_text_message_is_one_line_with_what_is_needed(kind: Message.Kind) -> None:
    visit, _ = _letter(kind)

    said = text_about(visit, kind=kind)

    needed = {
        Kind.CONFIRM: [current_code(visit), "/en/v/"],
        Kind.CONFIRMED: ["Wednesday, 24 March 2027, 9:00", "Hauptstraße 1", "/en/v/"],
        Kind.CANCELLED: ["is cancelled", visit.reference[3:]],
        Kind.MOVED: ["moved", "Wednesday, 24 March 2027, 9:00", "/en/v/"],
        Kind.CHANGED: ["changed", "Wednesday, 24 March 2027, 9:00", "/en/v/"],
        Kind.CHOOSE_ANEW: ["nobody can be at", "/move/"],
        Kind.NEW_CONTACT: [current_code(visit.contact_change), "/en/c/"],
        Kind.CONTACT_CHANGED: ["another address", "+49 221 4710 100"],
        Kind.FINISHED: ["Wednesday, 24 March 2027", visit.reference[3:], "Still open"],
        **{each: ["Wednesday, 24 March 2027, 9:00", "/en/v/"] for each in REMINDERS},
    }
    assert [words for words in needed[kind] if words not in said] == []
    assert "\n" not in said
    assert "Amal" not in said
