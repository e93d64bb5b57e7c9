"""Two web servers and two workers on one database; one of each dies in the middle of bookings.

Run by `tests/config/test_many_processes.py` and by hand: `python -m tests.bench.web.kill`. Prints
one JSON object: what visitors were told, and what the database and the mail server know.
"""

import json
import os
import secrets
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from tempfile import TemporaryFile

os.environ.setdefault("WELCOME_OFFICE_DEMO", "1")
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.bench.web.client import Browser
from tests.bench.web.house import database, fill, web
from tests.bench.web.run import drafts, starts

from welcome_office.launch.ports import free_port
from welcome_office.launch.servers import server_environment, worker

BOOKINGS = 120
DIES_AFTER = 30
SERVICES = ("registration-family", "recognition")


class Sink:
    """A mail server that remembers to whom it took which letter."""

    def __init__(self) -> None:
        self.letters: Counter[tuple[str, str]] = Counter()

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a letter."""
        content = (envelope.original_content or b"").decode(errors="replace")
        kind = "confirmed" if "BEGIN:VCALENDAR" in content or ".ics" in content else "confirm"
        self.letters[envelope.rcpt_tos[0], kind] += 1
        return "250 OK"


@contextmanager
def a_worker() -> Iterator["subprocess.Popen[bytes]"]:
    """One background worker, in a process of its own."""
    with TemporaryFile() as log:
        process = subprocess.Popen(
            worker(concurrency=2), env=server_environment(), stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def book(browser: Browser, start: str, email: str) -> str:
    """Book one visit as far as the server goes along; say how far that was."""
    from welcome_office.visits.codes import current_code  # noqa: PLC0415 - after setup
    from welcome_office.visits.models import Visit  # noqa: PLC0415

    try:
        if browser.post("/en/visit/hold/", {"start": start}).status != 302:
            return "taken"
        browser.get("/en/visit/contact/")
        browser.post("/en/visit/contact/", {"name": "Amal", "way": "mail", "email": email})
        browser.get("/en/visit/check/")
        browser.post("/en/visit/check/", {})
        visit = Visit.objects.filter(email=email).first()
        if visit is None:
            return "refused"
        answer = browser.post("/en/visit/code/", {"code": current_code(visit)})
    except (OSError, HTTPException):
        return "the server died"
    return "booked" if answer.location.endswith("/done/") else f"answered {answer.status}"


def play(ports: tuple[int, int], die: threading.Event) -> dict[str, str]:
    """Let all visitors book, half of them at each server; tell when enough have begun."""
    wanted = starts(BOOKINGS, SERVICES)
    browsers = [drafts(ports[n % 2], 1, SERVICES)[0] for n in range(BOOKINGS)]
    begun = Counter[str]()

    def act(number: int) -> tuple[str, str]:
        begun["visitors"] += 1
        if begun["visitors"] == DIES_AFTER:
            die.set()
        email = f"visitor-{number}@example.org"
        return email, book(browsers[number], wanted[number].isoformat(), email)

    with ThreadPoolExecutor(8) as pool:
        return dict(pool.map(act, range(BOOKINGS)))


def wait_until_sent(seconds: int = 200) -> int:
    """Wait for the worker that is left; say how many letters still wait."""
    from welcome_office.visits.models import Message  # noqa: PLC0415 - after setup

    for _ in range(seconds):
        waiting = Message.objects.filter(state="queued").count()
        if not waiting:
            return 0
        time.sleep(1)
    return waiting


def verdict(told: dict[str, str], sink: Sink, waiting: int) -> dict[str, object]:
    """Compare what visitors were told with what is true."""
    from django.db import connection  # noqa: PLC0415 - after setup

    from welcome_office.visits.models import Visit  # noqa: PLC0415

    confirmed = set(Visit.objects.filter(state="confirmed").values_list("email", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM visits_occupation a JOIN visits_occupation b"
            " ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during"
        )
        (overlaps,) = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM visits_visit v WHERE state IN ('held', 'pending', 'confirmed')"
            " AND NOT EXISTS (SELECT FROM visits_step WHERE visit_id = v.id)"
        )
        (half,) = cursor.fetchone()
    letters = {email: count for (email, kind), count in sink.letters.items() if kind == "confirmed"}
    return {
        "told": Counter(told.values()),
        "overlaps": overlaps,
        "half": half,
        "lost": sorted(e for e, said in told.items() if said == "booked" and e not in confirmed),
        "letters waiting": waiting,
        "without a letter": sorted(email for email in confirmed if email not in letters),
        "told twice": sorted(email for email, count in letters.items() if count > 1),
    }


def main() -> None:
    """Play it once."""
    sink, port, die = Sink(), free_port(), threading.Event()
    mail = Controller(sink, hostname="127.0.0.1", port=port)
    mail.start()
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    with database() as (url, _):
        os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 - the address must be known first

        django.setup()
        fill(desks=3)
        with (
            web(processes=1, threads=4) as (first, server),
            web(processes=1, threads=4) as (second, _other),
            a_worker() as dying,
            a_worker(),
        ):

            def kill() -> None:
                die.wait()
                for process in [*server.children(recursive=True), server]:
                    process.send_signal(signal.SIGKILL)
                dying.send_signal(signal.SIGKILL)

            killer = threading.Thread(target=kill)
            killer.start()
            told = play((first, second), die)
            killer.join()
            print(json.dumps(verdict(told, sink, wait_until_sent())))
    mail.stop()


if __name__ == "__main__":
    main()
