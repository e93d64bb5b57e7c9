"""The journey of somebody who has booked: move, leave an errand out, look at the data, cancel."""

from collections.abc import Iterator
from datetime import datetime

from playwright.sync_api import Page
from tests.journeys.family import go_on

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import ContactGiven, confirm_visit, give_contact, hold_visit
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.planning import find_offers
from welcome_office.visits.request import Participant, VisitRequest

ERRANDS = ("registration-family", "title", "recognition", "job-advice")
FAMILY = VisitRequest(
    people=(
        Participant(first_name="Lakshman Priyantha", services=ERRANDS),
        Participant(first_name="Nirmala", services=ERRANDS[:1]),
        Participant(first_name="Sahan", services=ERRANDS[:1], age=VisitPerson.Age.CHILD),
    ),
    languages=("de", "en"),
)


def booked_visit(office: Office, *, language: str) -> Visit:
    """The family's visit, on the second day that has a time for it."""
    start: datetime = find_offers(office, FAMILY).days[1].plans[0].start
    held = hold_visit(FAMILY, office=office, start=start, language=language, by=VISITOR)
    given = ContactGiven(
        name="Wannakuwatta Mitiwaduge Lakshman Priyantha Thilakarathne",
        contact=Visit.Contact.MAIL,
        email="lakshman@example.org",
    )
    return confirm_visit(give_contact(held, given, by=VISITOR), by=VISITOR)


def live_with(page: Page, visit: Visit, language: str) -> Iterator[str]:
    """Open every page below the link and use most of them; stop at each."""
    link = f"/{language}/v/{link_token(visit)}/"
    page.goto(link)
    yield "visit"
    yield from move(page, link)
    yield from leave_out(page, link)
    yield from change_people(page, link)
    yield from say_late(page, link)
    yield from look_at_data(page, link)
    page.goto(f"{link}cancel/")
    yield "cancel"
    go_on(page)
    yield "cancelled"


def move(page: Page, link: str) -> Iterator[str]:
    """Choose another time and confirm it."""
    page.goto(f"{link}move/")
    yield "times"
    page.locator(".offer__button").nth(8).click()
    yield "move check"
    go_on(page)
    yield "moved"


def leave_out(page: Page, link: str) -> Iterator[str]:
    """Leave the recognition out."""
    page.goto(f"{link}errands/")
    yield "errands"
    page.locator("[name=drop][value=recognition]").click()
    yield "change check"
    go_on(page)
    yield "changed"


def change_people(page: Page, link: str) -> Iterator[str]:
    """Correct an age, first with a name missing."""
    page.goto(f"{link}people/")
    yield "people"
    page.locator("[name=first_name_1]").fill("")
    page.locator("[name=age_2]").select_option("teen")
    go_on(page)
    yield "people with an error"
    page.locator("[name=first_name_1]").fill("Nirmala")
    go_on(page)
    yield "people changed"


def say_late(page: Page, link: str) -> Iterator[str]:
    """Be late, after forgetting to say how much; then come after all."""
    page.goto(f"{link}late/")
    go_on(page)
    yield "late with an error"
    page.locator("[name=minutes][value='15']").check()
    go_on(page)
    yield "late"
    page.goto(f"{link}coming/")
    yield "coming"


def look_at_data(page: Page, link: str) -> Iterator[str]:
    """Look at what is known, at correcting and at deleting it."""
    page.goto(f"{link}data/")
    yield "data"
    page.goto(f"{link}contact/")
    yield "contact"
    page.goto(f"{link}delete/")
    yield "delete"
