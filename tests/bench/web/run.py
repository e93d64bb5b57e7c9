"""Measure pages, holds, whole bookings and a race through HTTP (`make bench`).

Server, database and clients share this machine's cores. Percentiles are of the client's clock;
the CPU time per request tells what the server needs even while the machine does other things.
"""

import os
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from queue import SimpleQueue
from typing import NamedTuple

os.environ.setdefault("WELCOME_OFFICE_DEMO", "1")
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")

from tests.bench.web.client import Answer, Browser
from tests.bench.web.house import database, fill, web
from tests.bench.web.meter import Meter

FOUR = ("registration-family", "title-family", "recognition", "job-advice")
# One desk in the whole house does this.
ALONE = ("recognition-crafts",)
CLIENTS = 16


class Row(NamedTuple):
    """One line of the table."""

    what: str
    number: int
    seconds: float
    times: Sequence[float]
    statuses: Counter[int]
    meter: Meter

    def __str__(self) -> str:
        ordered = sorted(self.times)
        p50, p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99))
        web, database = (
            1000 * seconds / self.number
            for seconds in (self.meter.web_seconds, self.meter.database_seconds)
        )
        return (
            f"{self.what:<32} {self.number:>6} {self.number / self.seconds:>8.1f}/s"
            f" {p50:>7.1f} {p95:>7.1f} {p99:>7.1f} {web:>7.1f} {database:>7.1f}"
            f"   {dict(self.statuses)}"
        )


class House(NamedTuple):
    """Where the server listens, and what counts its computing time."""

    port: int
    meter: Meter


def measure(
    what: str, act: Callable[[int], Answer], *, house: House, count: int, clients: int = CLIENTS
) -> Row:
    """Let so many clients act at the same time until all is done."""
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool, house.meter.running():
        answers = list(pool.map(act, range(count)))
    return Row(
        what,
        count,
        time.perf_counter() - started,
        [answer.milliseconds for answer in answers],
        Counter(answer.status for answer in answers),
        replace(house.meter),
    )


def drafts(port: int, count: int, services: Sequence[str] = FOUR) -> list[Browser]:
    """So many visitors who stand before the list of times, put into the database directly."""
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.core.signing import TimestampSigner  # noqa: PLC0415
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415

    from welcome_office.web.public.draft import SESSION_KEY  # noqa: PLC0415

    people = [
        {"first_name": "Amal", "age": "adult", "needs": list(services)},
        {"first_name": "Sami", "age": "child", "needs": list(services[:2])},
    ]
    draft = {
        "services": list(services),
        "people": people,
        "arrival": "here",
        "is_channel_chosen": True,
        "move_in": "unknown",
        "later": [],
        "languages": ["ar", "en"],
    }
    browsers = []
    for _ in range(count):
        session = SessionStore()
        session[SESSION_KEY] = draft
        session.create()
        token = _get_new_csrf_string()
        cookies = {"session": str(session.session_key), "csrf": token}
        ticket = TimestampSigner(salt=f"form-ticket:{session.session_key}").sign("hold")
        browsers.append(Browser(port, cookies=cookies, csrf=token, ticket=ticket))
    return browsers


def starts(count: int, services: Sequence[str] = FOUR) -> list[datetime]:
    """So many beginnings of the four-step visit, spread over days and hours."""
    from welcome_office.partners.models import Office  # noqa: PLC0415
    from welcome_office.visits.planning import find_offers  # noqa: PLC0415
    from welcome_office.visits.request import Participant, VisitRequest  # noqa: PLC0415

    office = Office.objects.get()
    people = tuple(Participant(services=tuple(own)) for own in (services, services[:2]))
    request = VisitRequest(people=people, languages=("ar", "en"))
    days = find_offers(office, request, most_days=60, per_day=60).days
    found = [plan.start for offered in days for plan in offered.plans]
    if not found:
        sys.exit(f"No time is free for {services}.")
    return [found[(n * 7) % len(found)] for n in range(count)]


def ask_for_times(waiting: SimpleQueue[Browser], _: int) -> Answer:
    """Whoever is free looks at the list of times."""
    browser = waiting.get()
    try:
        return browser.get("/en/visit/times/")
    finally:
        waiting.put(browser)


def times_page(house: House) -> Row:
    """The list of times for four services and 60 days."""
    waiting: SimpleQueue[Browser] = SimpleQueue()
    for browser in drafts(house.port, CLIENTS):
        browser.get("/en/visit/times/")
        waiting.put(browser)

    return measure(
        "times page, 4 services, 60 days", partial(ask_for_times, waiting), house=house, count=1500
    )


def holds(house: House, count: int = 1000) -> Row:
    """A hold of a four-step visit, each by a visitor of its own."""
    browsers, wanted = drafts(house.port, count), starts(count)

    def act(number: int) -> Answer:
        start = wanted[number].isoformat()
        return browsers[number].post("/en/visit/hold/", {"start": start})

    return measure("hold of a four-step visit", act, house=house, count=count)


def bookings(house: House, count: int = 300) -> Row:
    """From the list of times to the page that says that everything is booked, seven pages."""
    from welcome_office.visits.codes import current_code  # noqa: PLC0415 - after setup
    from welcome_office.visits.models import Visit  # noqa: PLC0415

    browsers, wanted = drafts(house.port, count), starts(count)

    def act(number: int) -> Answer:
        browser, email = browsers[number], f"visitor-{number}@example.org"
        began = time.perf_counter()
        browser.get("/en/visit/times/")
        held = browser.post("/en/visit/hold/", {"start": wanted[number].isoformat()})
        if held.status != 302:
            return held
        browser.get("/en/visit/contact/")
        browser.post("/en/visit/contact/", {"name": "Amal", "way": "mail", "email": email})
        browser.get("/en/visit/check/")
        browser.post("/en/visit/check/", {})
        code = current_code(Visit.objects.get(email=email))
        answer = browser.post("/en/visit/code/", {"code": code})
        booked = Visit.objects.filter(email=email, state=Visit.State.CONFIRMED).exists()
        return replace(
            answer,
            status=answer.status if booked else 0,
            milliseconds=1000 * (time.perf_counter() - began),
        )

    return measure("whole booking, seven requests", act, house=house, count=count)


def race(house: House, racers: int = 100) -> Row:
    """Everybody wants the one time that is left."""
    fill(desks=1)
    browsers, start = drafts(house.port, racers, ALONE), starts(1, ALONE)[0]
    barrier = threading.Barrier(racers)

    def act(number: int) -> Answer:
        browsers[number].get("/health/live")
        barrier.wait()
        return browsers[number].post("/en/visit/hold/", {"start": start.isoformat()})

    return measure("race for one visit", act, house=house, count=racers, clients=racers)


def main() -> None:
    """Print the table."""
    with database() as (url, postgres):
        os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 - the address must be known first

        django.setup()
        fill(desks=int(sys.argv[1]) if len(sys.argv) > 1 else 4)
        with web(processes=2, threads=2) as (port, server):
            house = House(port, Meter(server, postgres))
            print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before")
            print(
                f"{'':<32} {'':>6} {'':>10} {'milliseconds of the clock':^23} {'of CPU time':>15}"
            )
            print(
                f"{'':<32} {'count':>6} {'':>10} {'p50':>7} {'p95':>7} {'p99':>7}"
                f" {'web':>7} {'database':>7}   answers"
            )
            for part in (times_page, holds, bookings, race):
                print(part(house), flush=True)


if __name__ == "__main__":
    main()
