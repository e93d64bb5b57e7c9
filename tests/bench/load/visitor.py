"""A virtual person: opens the first page, answers what is asked, looks at times, perhaps books."""

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bench.web.client import Answer, Browser

BUNDLES = (
    ("registration",),
    ("registration", "title"),
    ("recognition",),
    ("job-advice", "recognition"),
    ("registration", "title", "recognition", "job-advice"),
    ("first-advice", "german-for-work"),
)
FORMS: dict[str, list[tuple[str, str]]] = {
    "people": [("count", "1"), ("age_0", "adult")],
    "way": [("channel", "on_site"), ("time_zone", "Europe/Berlin")],
    "arrival": [("arrival", "here"), ("move_in", "unknown")],
    "later": [("visits", "one")],
    "languages": [
        ("languages", "en"), ("languages", "de"), ("language_help", "shared_or_interpreter"),
    ],
}  # fmt: skip
OFFER = re.compile(r'name="start" value="([^"]+)"')
PATH = "/en/visit"
# Who finds every time taken this often gives up.
MOST_TRIES = 6
# Pages between the first and the list of times: more is a circle.
MOST_PAGES = 12


class LostError(Exception):
    """The path led somewhere that a person would not understand."""


@dataclass
class Visitor:
    """One person, with an own address and own dice."""

    browser: Browser
    name: str
    dice: random.Random
    wants_visit: bool
    think_seconds: float
    code_of: Callable[[str], str]
    seen: list[tuple[str, Answer]] = field(default_factory=list)
    is_booked: bool = False
    is_turned_away: bool = False

    @property
    def email(self) -> str:
        """Nobody receives mail there (RFC 2606)."""
        return f"{self.name}@example.org"

    def visit(self) -> None:
        """Everything from the first page on."""
        self._get("/en/", "start")
        bundle = self.dice.choice(BUNDLES)
        self._get(f"{PATH}/errands/", "errands")
        answer = self._post("errands", [("services", service) for service in bundle])
        page = self._answer_questions(answer)
        if self.wants_visit:
            self._book(page)

    def _answer_questions(self, answer: Answer) -> Answer:
        for _ in range(MOST_PAGES):
            name = answer.location.rstrip("/").rpartition("/")[2]
            if answer.status != 302 or not name:
                raise LostError(f"{answer.status} after {self.seen[-1][0]}")
            path = answer.location
            page = self._get(path, name)
            if name == "times":
                return page
            answer = self._noted(f"{name}, sent", self.browser.post(path, FORMS[name]))
        raise LostError("the questions do not end")

    def _book(self, page: Answer) -> None:
        for _ in range(MOST_TRIES):
            offered = OFFER.findall(page.text)
            if not offered:
                break
            page = self._post("hold", [("start", self.dice.choice(offered))])
            if page.status == 302:
                self._confirm()
                return
        self.is_turned_away = True

    def _confirm(self) -> None:
        self._get(f"{PATH}/contact/", "contact")
        contact = [("name", self.name), ("way", "mail"), ("email", self.email)]
        self._post("contact", contact)
        self._get(f"{PATH}/check/", "check")
        self._post("check", [])
        self._get(f"{PATH}/code/", "code")
        booked = self._post("code", [("code", self.code_of(self.email))])
        if booked.status != 302 or not booked.location.endswith("/done/"):
            raise LostError(f"{booked.status} after the code")
        self._get(f"{PATH}/done/", "done")
        self.is_booked = True

    def _get(self, path: str, name: str) -> Answer:
        return self._noted(name, self.browser.get(path))

    def _post(self, name: str, fields: list[tuple[str, str]]) -> Answer:
        return self._noted(f"{name}, sent", self.browser.post(f"{PATH}/{name}/", fields))

    def _noted(self, name: str, answer: Answer) -> Answer:
        self.seen.append((name, answer))
        time.sleep(self.dice.expovariate(1 / self.think_seconds) if self.think_seconds else 0)
        return answer
