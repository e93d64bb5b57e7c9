"""Many offices in one database: what a page, a search and a hold cost, and how large it all gets.

`python -m tests.bench.web.offices 1 10 50`, not part of `make bench`: it takes minutes. Each office
is Bochum with 60 days of invented visits; from the second on they are copies, row by row.
"""

import os
import random
import secrets
import sys
import time
from functools import partial
from queue import SimpleQueue

os.environ.setdefault("WELCOME_OFFICE_DEMO", "1")
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
os.environ.setdefault("ALLOWED_HOSTS", ".localhost,127.0.0.1")

import psutil
from tests.bench.web.client import Answer, Browser
from tests.bench.web.copying import copy_office
from tests.bench.web.house import database, fill, web
from tests.bench.web.meter import Meter
from tests.bench.web.run import CLIENTS, House, Row, ask_for_times, drafts, measure

SERVICES = ("registration", "title", "recognition", "job-advice")
WEEKS = 9
SIZES = """
    SELECT pg_database_size(current_database()), count(*),
      (SELECT count(*) FROM visits_step) FROM visits_visit
"""
DICE = random.Random(1)


def browsers(house: House, count: int, offices: int) -> list[Browser]:
    """So many visitors before the list of times, each at one of the offices."""
    found = drafts(house.port, count, SERVICES)
    for number, browser in enumerate(found):
        # Each office once, then as the dice fall.
        office = number if number < offices else DICE.randrange(offices)
        browser.headers["Host"] = f"office-{office}.localhost"
    return found


def times_pages(house: House, offices: int, *, count: int = 400) -> Row:
    """The list of times, asked for at all offices in turn."""
    waiting: SimpleQueue[Browser] = SimpleQueue()
    for browser in browsers(house, max(CLIENTS, offices), offices):
        # Every process lays every office's calendar out once; that is not what is measured.
        for _ in range(4):
            browser.get("/en/visit/times/")
        waiting.put(browser)

    return measure(
        "times page, 4 services, 60 days", partial(ask_for_times, waiting), house=house, count=count
    )


def holds(house: House, offices: int, *, count: int = 200) -> Row:
    """A hold at one of the offices; copies have the same times free."""
    from welcome_office.partners.models import Office  # noqa: PLC0415 - after setup
    from welcome_office.visits.planning import find_offers  # noqa: PLC0415
    from welcome_office.visits.request import Participant, VisitRequest  # noqa: PLC0415

    people = tuple(Participant(services=own) for own in (SERVICES, SERVICES[:2]))
    request = VisitRequest(people=people, languages=("ar", "en"))
    office = Office.objects.get(pk=1)
    began = time.perf_counter()
    days = find_offers(office, request, most_days=60, per_day=20).days
    print(f"search in a process that begins: {1000 * (time.perf_counter() - began):.0f} ms")
    wanted = [plan.start.isoformat() for offered in days for plan in offered.plans]
    visitors = browsers(house, count, offices)

    def act(number: int) -> Answer:
        return visitors[number].post("/en/visit/hold/", {"start": DICE.choice(wanted)})

    return measure("hold of a four-step visit", act, house=house, count=count)


def weigh(server: psutil.Process) -> str:
    """How large database and web processes are."""
    from django.db import connection  # noqa: PLC0415 - after setup

    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        size, visits, steps = cursor.fetchone()
    memory = [child.memory_info().rss >> 20 for child in server.children(recursive=True)]
    return (
        f"{visits} visits with {steps} steps; database {size >> 20} MiB;"
        f" web processes {memory} MiB; load average {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """Print what each number of offices costs."""
    with database() as (url, postgres):
        os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 - the address must be known first

        django.setup()
        from django.utils import timezone  # noqa: PLC0415 - after setup

        from welcome_office.partners.models import Office  # noqa: PLC0415
        from welcome_office.visits.demo import invent_visits  # noqa: PLC0415
        from welcome_office.visits.models import Visit  # noqa: PLC0415

        fill(desks=1)
        Office.objects.update(host="office-0.localhost")
        invent_visits(Office.objects.get(), today=timezone.localdate(), weeks=WEEKS)
        made = 1
        for wanted in map(int, sys.argv[1:] or ("1", "10", "50")):
            for number in range(made, wanted):
                copy_office(1, number=number)
            made = max(made, wanted)
            with web(processes=2, threads=2) as (port, server):
                house = House(port, Meter(server, postgres))
                print(f"\n{wanted} offices: {weigh(server)}")
                for part in (times_pages, holds):
                    print(part(house, wanted), flush=True)
                print(f"afterwards: {weigh(server)}", flush=True)
            # Copies are made of what was invented, not of what was held meanwhile.
            Visit.objects.filter(state=Visit.State.HELD).delete()


if __name__ == "__main__":
    main()
