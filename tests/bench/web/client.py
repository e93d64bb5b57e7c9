"""A small HTTP client that keeps its connection and its cookies, and costs little itself."""

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

TICKET_FIELD = re.compile(r'name="form_ticket" value="([^"]+)"')
CSRF_FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    """What came back, and after how many milliseconds."""

    status: int
    location: str
    text: str
    milliseconds: float


@dataclass
class Browser:
    """One visitor."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""
    # What the form on the last page carried.
    ticket: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    # Which of this machine's own addresses the visitor comes from; empty: any.
    source: str = ""

    def __post_init__(self) -> None:
        source = (self.source, 0) if self.source else None
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=source
        )

    def at(self, port: int) -> "Browser":
        """The same visitor, at the door of another server."""
        return replace(self, port=port)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def post(self, path: str, fields: Mapping[str, str] | list[tuple[str, str]]) -> Answer:
        """Send a form."""
        pairs = [*dict(fields).items()] if isinstance(fields, Mapping) else fields
        signed = [("csrfmiddlewaretoken", self.csrf), ("form_ticket", self.ticket)]
        body = urlencode([*pairs, *signed])
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = self.headers | {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        milliseconds = 1000 * (time.perf_counter() - started)
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = CSRF_FIELD.search(text)
        self.csrf = found.group(1) if found else self.csrf
        carried = TICKET_FIELD.search(text)
        self.ticket = carried.group(1) if carried else self.ticket
        return Answer(response.status, response.headers.get("Location", ""), text, milliseconds)
