"""The journey of somebody who waits: join where nothing is free, say no, say yes, wait on."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from playwright.sync_api import Page
from tests.factories import ZONE, between
from tests.journeys.family import choose_errands, go_on, say_when, say_who_comes

from welcome_office.partners.models import Office, Resource
from welcome_office.visits.actions import ask_waiting
from welcome_office.visits.codes import link_token, waiting_token
from welcome_office.visits.models import Occupation, Visit, Waiting

WEDNESDAY = 3
WEEKS = 10


def wednesdays() -> list[date]:
    """The coming ones, the first two weeks left out: the law's paper comes first."""
    today: date = timezone.localdate()
    first = today + timedelta(days=14 + (WEDNESDAY - today.isoweekday()) % 7)
    return [first + timedelta(weeks=week) for week in range(WEEKS)]


def fill(office: Office) -> None:
    """Block every desk on every day that can be booked."""
    today: date = timezone.localdate()
    days = [today + timedelta(days=count) for count in range(80)]
    Occupation.objects.bulk_create(
        Occupation(office=office, day=day, resource=resource, during=between(*_whole(day)))
        for day in days
        for resource in Resource.objects.filter(office=office)
    )


def _whole(day: date) -> tuple[datetime, datetime]:
    begin = datetime.combine(day, time(), tzinfo=ZONE)
    return begin, begin + timedelta(hours=23)


def open_up(day: date) -> None:
    """Let the blocks of a day be times that somebody gave back, and let the worker look."""
    later = timezone.now() + timedelta(hours=1)
    Occupation.objects.filter(day=day, visit=None, expires_at=None).update(expires_at=later)
    ask_waiting()


def wait_for_a_time(page: Page, language: str) -> Iterator[str]:
    """From the first page to the waiting list; forget something on the way."""
    page.goto(f"/{language}/")
    for _ in (*choose_errands(page), *say_who_comes(page), *say_when(page)):
        pass
    yield "no time"
    page.locator("main .actions .kern-btn--primary").click()
    yield "wait"
    go_on(page)
    yield "wait with errors"
    page.locator("[name=name]").fill("Lakshman Priyantha Thilakarathne")
    page.locator("[name=way][value=mail]").check()
    page.locator("[name=email]").fill("lakshman@example.org")
    page.locator("[name=notice][value='0']").check()
    go_on(page)
    yield "look into your messages"
    page.goto(f"/{language}/w/{waiting_token(Waiting.objects.get())}/")
    yield "confirm"
    go_on(page)
    yield "waiting"


def answer_offers(page: Page, days: list[date]) -> Iterator[str]:
    """Say no to the first day, yes to the second."""
    open_up(days[1])
    page.reload()
    yield "offer"
    page.locator("[name=answer][value=no]").click()
    yield "declined"
    open_up(days[2])
    page.reload()
    go_on(page)
    yield "taken"


def want_earlier(page: Page, language: str, days: list[date]) -> Iterator[str]:
    """Wait for an earlier day with the visit in hand, take it, and leave nothing open."""
    own = f"/{language}/v/{link_token(Visit.objects.get(state='confirmed'))}/"
    page.goto(f"{own}earlier/")
    yield "earlier"
    go_on(page)
    yield "waiting for earlier"
    open_up(days[0])
    page.reload()
    yield "earlier offer"
    go_on(page)
    yield "earlier taken"
