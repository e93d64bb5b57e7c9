"""The way of a recognition in a browser: somebody's telephone, then the adviser's desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import LazySettings
from playwright.sync_api import Page
from tests.journeys.conftest import ROOT
from tests.journeys.desk.shift import sign_in
from tests.journeys.family import go_on, tick
from tests.recognition.files import hostile
from tests.recognition.people import Newcomer, Noted

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.visits.actions import confirm_visit
from welcome_office.visits.models import Visit
from welcome_office.web.desk.demo import prepare_demo_staff

# A list of countries, a place, yes or no: the other questions look the same.
ONE_OF_EACH = ("trained_in", "lives_in", "has_formal_qualification")
# Who advises, by the invented town's organisations: account and errand in Bochum.
ADVISERS = {"chamber": ("ihk", "recognition"), "agency": ("hwk-dortmund", "recognition-crafts")}


def open_house(settings: LazySettings) -> None:
    """Bochum with its staff, where papers may be sent."""
    settings.UPLOAD_KEYS = [Fernet.generate_key().decode()]
    file = read_office_files(ROOT / "offices" / "bochum")
    assessed = replace(file.office, uploads_assessed_on=file.closures[0].first)
    prepare_demo_staff(replace_definition(replace(file, office=assessed), by=PROGRAM))


def find_answer(page: Page, who: Newcomer, language: str) -> Iterator[str]:
    """Search, answer the questions, read the answer."""
    page.goto(f"/{language}/recognition/")
    yield "search"
    page.locator("#name").fill(who.query)
    page.locator("#name").press("Enter")
    yield "found"
    page.locator(".choice__label").first.click()
    while "/questions/" in page.url:
        fact = page.url.rstrip("/").rpartition("/")[2]
        if fact in ONE_OF_EACH:
            yield f"question {fact}"
        answer = who.answers.get(fact, "unknown")
        choice = page.locator("[name=answer]")
        if choice.first.evaluate("it => it.tagName") == "SELECT":
            choice.select_option(answer)
        else:
            page.locator(f"[name=answer][value={answer}]").check()
        go_on(page)
        page.wait_for_load_state()
    yield "answer"


def book_adviser(page: Page, who: Newcomer) -> Iterator[str]:
    """Let the adviser prepare, choose a time, confirm."""
    page.locator(".button-link").click()
    go_on(page)
    yield "adviser with an error"
    page.locator(f"[name=way][value={who.way}]").check()
    page.locator("[name=missing]").first.check()
    page.locator("[name=share]").check()
    go_on(page)
    yield from _answer_the_path(page, who)
    page.locator(".offer__button").first.click()
    page.locator("[name=way][value=neither]").check()
    page.locator("[name=name]").fill("Asha")
    if page.locator("[name=phone]").is_visible():
        page.locator("[name=phone]").fill("0151 23456789")
    go_on(page)
    page.locator("dl.summary").wait_for()
    go_on(page)
    confirm_visit(Visit.objects.get(), by=PROGRAM, contact_answered=False)


def _answer_the_path(page: Page, who: Newcomer) -> Iterator[str]:
    """What every booking asks: whatever comes, until times are offered."""
    answers = {
        "errands": ["#service-registration"],
        "people": ["[name=age_0][value=adult]"],
        "arrival": ["[name=arrival][value=here]", "[name=move_in][value=unknown]"],
        "later": ["[name=visits][value=one]"],
        "languages": ["[name=languages][value=en]", "[name=language_help][value=not_needed]"],
    }
    yield f"booking by way of {who.way}"
    while page.locator(".offer__button").count() == 0:
        stop = page.url.rstrip("/").rpartition("/")[2]
        for box in answers.pop(stop, []):
            if page.locator(box).count():
                tick(page, box)
        go_on(page)
        page.wait_for_load_state()


def accompany(page: Page, who: Newcomer, language: str) -> Iterator[str]:
    """The adviser begins from the visit's sheet and writes down what happens."""
    sign_in(page, ADVISERS[who.adviser][0], language)
    page.goto(f"/{language}/desk/visits/{Visit.objects.get().pk}/")
    yield "sheet"
    page.locator("a[href*='?visit=']").click()
    yield "beginning"
    page.locator("[name=language]").select_option(who.language)
    page.locator("[name=citizenship]").select_option(who.answers["citizenship"])
    page.locator("[name=works_in]").select_option("Bochum")
    if who.answers["lives_in"] == "abroad":
        page.locator("[name=lives_in]").select_option("abroad")
    for flag in who.ticked:
        page.locator(f"[name={flag}]").check()
    go_on(page)
    yield "procedure"


def note_events(page: Page, who: Newcomer) -> Iterator[str]:
    """What happened, one after the other; first without saying what a notice decides."""
    page.locator("[name=event-kind]").select_option("notice")
    page.locator("form[action$='/event/'] .actions button").click()
    yield "event with an error"
    for noted in who.history:
        _note(page, noted)
        page.locator(".clock__point--today").wait_for()
    yield "clock"


def _note(page: Page, noted: Noted) -> None:
    for name, value in noted.typed.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))
    page.locator("form[action$='/event/'] .actions button").click()


def send_papers(page: Page, phone: Page, folder: Path) -> Iterator[str]:
    """The telephone reads the code; a program is refused, a photo arrives, the adviser opens it."""
    program, photo = folder / "diploma.pdf", folder / "photo.exe"
    program.write_bytes(hostile.pdf(OpenAction=hostile.script()))
    photo.write_bytes(hostile.picture(width=800, height=600))
    here = page.url
    page.locator("form[action$='/files/qr/'] button").click()
    address = page.locator("code").inner_text()
    yield "code for the telephone"
    phone.goto("/" + address.split("/", 3)[3])
    for file in (program, photo):
        phone.locator("[name=file]").set_input_files(file)
        go_on(phone)
        phone.locator(".panel[role=status], .kern-alert--danger").first.wait_for()
        yield f"telephone: {file.name}"
    page.goto(here)
    with page.expect_download() as download:
        page.locator("a[href*='/files/']:not([href$='/new/'])").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xff\xd8\xff")


def finish(page: Page, who: Newcomer, language: str) -> Iterator[str]:
    """Differences, a talk, a letter, the end; then the list and the numbers."""
    here = page.url
    page.locator("[name=deficits-topics]").fill(who.difference or "–")
    page.locator("form[action$='/differences/'] button").click()
    page.locator("[name=talk-topics][value=notice]").check()
    page.locator("form[action$='/talk/'] .actions button").click()
    page.locator("a[href$='/letters/decision/']").click()
    yield "letter"
    page.goto(f"/{language}/desk/recognition/")
    yield "my people"
    page.goto(here)
    page.locator("details:has([name=reason]) > summary").click()
    page.locator("form[action$='/close/'] button").click()
    page.locator("form[action$='/reopen/']").wait_for()
    yield "closed"
    for name in ("counts", "courses/new", "courses", "import"):
        page.goto(f"/{language}/desk/recognition/{name}/")
        yield name
