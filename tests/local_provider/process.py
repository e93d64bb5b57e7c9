"""The real provider of an invented town hall, and somebody who walks through its door."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import requests

from welcome_office.launch.node import node_command

CLIENT_ID = "welcome-desk"
CLIENT_SECRET = "only for tests, and long enough for them"
SCRIPT = Path(__file__).with_name("provider.mjs")


@dataclass(frozen=True)
class LocalProvider:
    """Where the provider is, and what tests can tell it."""

    issuer: str

    def employ(self, people: Mapping[str, Mapping[str, Any]], **bend: Any) -> None:
        """Say who works there, with claims and level; `bend` spoils the next ID tokens."""
        state = {"people": people, "bend": bend or None}
        requests.post(f"{self.issuer}/test/state", json=state, timeout=10).raise_for_status()

    def walk_through(self, address: str, *, who: str, do: str = "enter") -> str:
        """Sign in at the provider like a browser; the address to which it sends back."""
        with requests.Session() as browser:
            door = browser.get(address, timeout=10)
            door.raise_for_status()
            answer = browser.post(
                door.url, data={"who": who, "do": do}, allow_redirects=False, timeout=10
            )
            while answer.headers["Location"].startswith(self.issuer):
                answer = browser.get(answer.headers["Location"], allow_redirects=False, timeout=10)
            return answer.headers["Location"]


def way_on(page: str) -> str:
    """Where the page that leads to the provider leads."""
    found = re.search(r'content="0;url=([^"]+)"', page)
    assert found, page
    return unescape(found.group(1))


@contextmanager
def running_provider() -> Iterator[LocalProvider]:
    """Start the provider and wait for its first word; end it afterwards."""
    with subprocess.Popen(
        [node_command(), str(SCRIPT)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            issuer = process.stdout.readline().strip()
            assert issuer, f"{SCRIPT.name} did not start. Run: welcome-office prepare --for-tests"
            yield LocalProvider(issuer)
        finally:
            process.terminate()
