"""People who book through HTTP and, where a page asks them to come again, do so."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import psycopg
from tests.bench.web.client import Answer, Browser

from welcome_office.partners.models import Office
from welcome_office.visits.codes import current_code
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import find_offers
from welcome_office.visits.request import Participant, VisitRequest

PATH = "/en/visit"
MOST_TRIES = 100
# The time was held, and the database went away before the browser heard of it.
HELD_BY_A_GHOST = "held by a ghost"


@dataclass
class Person:
    """Books one visit; keeps what was answered when something was wrong."""

    browser: Browser
    email: str
    ask: Callable[[str], list[tuple[Any, ...]]]
    troubles: list[Answer] = field(default_factory=list)

    def book(self, start: str) -> str:
        """Go all the way and leave; say how it ended."""
        with closing(self.browser):
            return self._book(start)

    def _book(self, start: str) -> str:
        if self._send("hold", {"start": start}).status != 302:
            return HELD_BY_A_GHOST if self.troubles else "taken"
        contact = {"name": "Amal", "way": "mail", "email": self.email}
        for page, fields in (("contact", contact), ("check", {})):
            self._open(page)
            answer = self._send(page, fields)
            if answer.status != 302:
                return f"{answer.status} after {page}"
        answer = self._send("code", {"code": self.code()})
        return "booked" if answer.location.endswith("/done/") else f"{answer.status} at the end"

    def code(self) -> str:
        """What the mail says, wherever it is."""
        return current_code(self.visit())

    def visit(self) -> Visit:
        """The own visit, as far as links and codes need it."""
        query = (
            f"SELECT id, link_version, code_sent_at FROM visits_visit WHERE email = '{self.email}'"
        )
        for _ in range(MOST_TRIES):
            try:
                ((pk, version, sent_at),) = self.ask(query)
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return Visit(pk=pk, link_version=version, code_sent_at=sent_at)
        raise AssertionError("the server does not come back")

    def _open(self, page: str) -> Answer:
        return self._until_answered(lambda: self.browser.get(f"{PATH}/{page}/"))

    def _send(self, page: str, fields: dict[str, str]) -> Answer:
        return self._until_answered(lambda: self.browser.post(f"{PATH}/{page}/", fields))

    def _until_answered(self, ask: Callable[[], Answer]) -> Answer:
        for _ in range(MOST_TRIES):
            answer = ask()
            if answer.status < 500:
                return answer
            self.troubles.append(answer)
            time.sleep(0.1)
        return answer


def different_days(office: Office, count: int, services: tuple[str, ...]) -> list[str]:
    """So many beginnings, each on a day of its own: nobody is in anybody's way."""
    request = VisitRequest(people=(Participant(services=services),) * 2, languages=("ar", "en"))
    days = find_offers(office, request, most_days=count, per_day=1).days
    assert len(days) == count
    return [offered.plans[0].start.isoformat() for offered in days]
