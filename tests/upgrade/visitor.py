"""People at their telephones, who know nothing of versions: pages alone."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

from tests.bench.web.client import Answer, Browser
from tests.web.public.answers import FAR, day

START = re.compile(r'name="start" value="([^"]+)"')
PAGES = ("/en/", "/de/visit/errands/", "/ar/hours/", "/en/residence/")
ANSWERS: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    ("errands", [("services", "recognition"), ("services", "job-advice")]),
    ("people", [("count", "1"), ("age_0", "adult")]),
    ("way", [("channel", "on_site"), ("time_zone", "Europe/Berlin")]),
    ("arrival", [("arrival", "here"), ("move_in", "day"),
                 *((k, str(v)) for k, v in day("moves_in_on", date(2026, 11, 2)).items())]),
    ("languages", [("languages", "en"), ("language_help", "shared_or_interpreter")]),
)  # fmt: skip


class Visitor:
    """Somebody who books a visit, page by page."""

    def __init__(self, port: int, name: str) -> None:
        self.browser = Browser(port)
        self.name = name
        self.email = f"{name.lower()}@example.org"

    def send(self, page: str, fields: list[tuple[str, str]]) -> Answer:
        """Open a page and send its form."""
        # The server that the connection led to may be gone; browsers then open another one.
        self.browser.close()
        self.browser.get(f"{FAR}/{page}/")
        return self.browser.post(f"{FAR}/{page}/", fields)

    def hold(self, *, choice: int) -> None:
        """Answer every question, and take one of the times."""
        for page, fields in ANSWERS:
            self.send(page, fields)
        times = self.browser.get(f"{FAR}/times/").text
        start = START.findall(times)[choice]
        answer = self.browser.post(f"{FAR}/hold/", {"start": start})
        assert answer.location == f"{FAR}/contact/", answer

    def ask_for_code(self) -> None:
        """Give name and address; a code comes by mail."""
        self.send("contact", [("name", self.name), ("way", "mail"), ("email", self.email)])
        assert self.send("check", []).location == f"{FAR}/code/"

    def confirm(self, code: str) -> str:
        """Type the code; what the last page says."""
        assert self.send("code", [("code", code)]).location == f"{FAR}/done/"
        return self.browser.get(f"{FAR}/done/").text


@contextmanager
def readers(port: int, *, count: int = 2) -> Iterator[Counter[str]]:
    """Let so many people read pages all the time; what they were answered, counted."""
    told: Counter[str] = Counter()
    over = Event()

    def read() -> None:
        while not over.is_set():
            for page in PAGES:
                told[_look(port, page)] += 1
            over.wait(0.02)

    threads = [Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _look(port: int, page: str) -> str:
    browser = Browser(port)
    try:
        return f"answered {browser.get(page).status}"
    except OSError as error:
        return type(error).__name__
    finally:
        browser.close()
