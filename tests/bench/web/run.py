"""Measure pages, holds, whole bookings and a race through HTTP (`make bench`).

Server, database and clients share this machine's cores. Percentiles are of the client's clock.
"""

import os
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from queue import SimpleQueue
from typing import NamedTuple

os.environ.setdefault("WELCOME_OFFICE_DEMO", "1")
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")

from tests.bench.web.client import Answer, Browser
from tests.bench.web.house import database, fill, web

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

    def __str__(self) -> str:
        ordered = sorted(self.times)
        p50, p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99))
        return (
            f"{self.what:<42} {self.number:>6} {self.number / self.seconds:>8.1f}/s"
            f" {p50:>7.1f} {p95:>7.1f} {p99:>7.1f}   {dict(self.statuses)}"
        )


def measure(what: str, act: Callable[[int], Answer], *, count: int, clients: int) -> Row:
    """Let so many clients act at the same time until all is done."""
    act(0)
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        answers = list(pool.map(act, range(count)))
    return Row(
        what,
        count,
        time.perf_counter() - started,
        [answer.milliseconds for answer in answers],
        Counter(answer.status for answer in answers),
    )


def drafts(port: int, count: int, services: Sequence[str] = FOUR) -> list[Browser]:
    """So many visitors who stand before the list of times, put into the database directly."""
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
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
        browsers.append(Browser(port, cookies=cookies, csrf=token))
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


def times_page(port: int) -> Row:
    """The list of times for four services and 60 days."""
    waiting: SimpleQueue[Browser] = SimpleQueue()
    for browser in drafts(port, CLIENTS):
        waiting.put(browser)

    def act(_: int) -> Answer:
        browser = waiting.get()
        try:
            return browser.get("/en/visit/times/")
        finally:
            waiting.put(browser)

    return measure("times page, 4 services, 60 days", act, count=1500, clients=CLIENTS)


def holds(port: int, count: int = 1000) -> Row:
    """A hold of a four-step visit, each by a visitor of its own."""
    browsers, wanted = drafts(port, count), starts(count)

    def act(number: int) -> Answer:
        start = wanted[number].isoformat()
        return browsers[number].post("/en/visit/hold/", {"start": start})

    return measure("hold of a four-step visit", act, count=count, clients=CLIENTS)


def race(port: int, racers: int = 100) -> Row:
    """Everybody wants the one time that is left."""
    fill(desks=1)
    browsers, start = drafts(port, racers, ALONE), starts(1, ALONE)[0]
    barrier = threading.Barrier(racers)

    def act(number: int) -> Answer:
        browsers[number].get("/health/live")
        barrier.wait()
        return browsers[number].post("/en/visit/hold/", {"start": start.isoformat()})

    with ThreadPoolExecutor(racers) as pool:
        began = time.perf_counter()
        answers = list(pool.map(act, range(racers)))
    seconds = time.perf_counter() - began
    statuses = Counter(answer.status for answer in answers)
    return Row("race for one visit", racers, seconds, [a.milliseconds for a in answers], statuses)


def main() -> None:
    """Print the table."""
    with database() as url:
        os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 - the address must be known first

        django.setup()
        fill(desks=int(sys.argv[1]) if len(sys.argv) > 1 else 4)
        with web(processes=2, threads=2) as port:
            print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before")
            print(f"{'':<42} {'count':>6} {'':>10} {'p50':>7} {'p95':>7} {'p99':>7} ms  answers")
            for part in (times_page, holds, race):
                print(part(port), flush=True)


if __name__ == "__main__":
    main()
