"""What a member of staff does in a shift: sign in with two factors, look at the day, prepare."""

from collections.abc import Iterator
from datetime import date

from allauth.mfa.totp.internal.auth import hotp_value
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import Page
from tests.web.desk.cast import Role, make_member, make_visit

from welcome_office.core.audit import PROGRAM
from welcome_office.employers.actions import GroupGiven, announce_group
from welcome_office.partners.models import Office
from welcome_office.partners.open_days import next_one_stop_day
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit
from welcome_office.web.desk.demo import DEMO_PASSWORD, prepare_demo_staff

BEGINNER = "beginner@example.org"
LONG_NAME = "Wannakuwatta Mitiwaduge Lakshman Priyantha Thilakarathne"
STEPS = (
    ("registration-family", "registry-1", "09:00", 20),
    ("title-family", "foreigners-1", "09:20", 60),
    ("recognition", "ihk-1", "10:30", 45),
    ("job-advice", "agency-1", "11:15", 45),
)


def prepare_house(office: Office) -> Visit:
    """Staff, one visit across four organisations on the next one-stop day, and one task."""
    prepare_demo_staff(office)
    beginner = make_member(office, Role.FRONT_DESK).user
    beginner.email, beginner.password = BEGINNER, make_password(DEMO_PASSWORD)
    beginner.save()
    day = next_one_stop_day(definition_of(office), after=timezone.localdate())
    assert day
    make_visit(office, ("title", "foreigners-1", "13:00", 25), day=day, state=Visit.State.PENDING)
    make_visit(office, ("title", "foreigners-1", "14:00", 25), day=day, state=Visit.State.HELD)
    announce_group(office, group(), language="de", by=PROGRAM)
    return make_visit(office, *STEPS, day=day, name=LONG_NAME)


def group() -> GroupGiven:
    """A bakery that brings twelve people."""
    return GroupGiven(
        firm="Bäckerei Muster",
        contact_name="Greta Muster",
        email="greta@example.org",
        phone="",
        people=12,
        arrives_in_week_of=date(2031, 6, 18),
        languages=("es", "en"),
        with_families=True,
        message="Wir freuen uns.",
    )


def sign_in(page: Page, account: str, language: str) -> None:
    """Give password and code, as the demo shows them."""
    page.goto(f"/{language}/desk/account/sign-in/")
    page.locator("[name=login]").fill(f"{account}@demo.example")
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").fill(page.locator("#demo-code").inner_text())
    page.locator("[name=code]").press("Enter")
    page.locator(".desk-navigation").wait_for()


def pages_of_a_counsellor(page: Page, language: str) -> Iterator[str]:
    """From the door to a visit's sheet."""
    page.goto(f"/{language}/desk/account/sign-in/")
    yield "sign-in"
    page.locator("form button.kern-btn--primary").click()
    yield "sign-in with errors"
    page.goto(f"/{language}/desk/account/forgotten/")
    yield "forgotten password"
    sign_in(page, "auslaenderbuero", language)
    yield "an empty day"
    page.locator(".desk-days li:last-child a").click()
    yield "day"
    page.locator(".desk-line__who").first.click()
    yield "sheet"
    page.goto(f"/{language}/desk/account/")
    yield "account"
    page.goto(f"/{language}/desk/account/password/")
    yield "change of the password"


def pages_of_a_coordinator(page: Page, language: str) -> Iterator[str]:
    """What only those who run the house see."""
    sign_in(page, "koordination", language)
    page.locator(".desk-days li:last-child a").click()
    yield "day of the whole house"
    page.locator(".desk-line--pending .desk-line__who").click()
    yield "sheet of a visit that waits"
    page.goto(f"/{language}/desk/visits/")
    page.locator("[name=reference]").fill("ab1")
    page.locator("[name=reference]").press("Enter")
    yield "finding with an error"
    page.goto(f"/{language}/desk/tasks/")
    yield "tasks"
    page.locator(".desk-task a").first.click()
    yield "task"


def pages_of_an_administrator(page: Page, language: str) -> Iterator[str]:
    """Who has access."""
    sign_in(page, "verwaltung", language)
    yield "staff"
    page.locator(".form button.kern-btn--primary").click()
    yield "staff with errors"


def pages_of_a_beginner(page: Page, language: str) -> Iterator[str]:
    """The first day: a password is there, the second factor is not."""
    page.goto(f"/{language}/desk/account/sign-in/?next=/{language}/desk/")
    page.locator("[name=login]").fill(BEGINNER)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").fill("000000")
    page.locator("[name=code]").press("Enter")
    yield "second factor with an error"
    secret = page.locator(".desk-key").inner_text()
    page.locator("[name=code]").fill(code_of(secret))
    page.locator("[name=code]").press("Enter")
    page.locator(".desk-codes").wait_for()
    yield "recovery codes"
    page.goto(f"/{language}/desk/account/authenticator/remove/")
    yield "replace the authenticator"
    page.goto(f"/{language}/desk/account/codes/new/")
    yield "new recovery codes"
    page.locator("form[action$='/sign-out/'] button").click()
    sign_in_with_password_only(page, language)
    yield "second step"


def sign_in_with_password_only(page: Page, language: str) -> None:
    """As far as the second step."""
    page.goto(f"/{language}/desk/account/sign-in/")
    page.locator("[name=login]").fill(BEGINNER)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").wait_for()


def code_of(secret: str) -> str:
    """What the authenticator shows now."""
    return f"{hotp_value(secret, int(timezone.now().timestamp()) // 30):06d}"
