"""The real web server behind a proxy, as a real office: who says what, and who is believed."""

import http.client
import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.factories import make_office

from welcome_office.launch.ports import LOOPBACK, free_port
from welcome_office.launch.servers import server_environment, web_server

# Every address of 127.0.0.0/8 is this machine's own: two peers of one server.
PROXY, STRANGER = "127.0.0.2", "127.0.0.3"
HOST = "welcome.example.org"


def real_settings() -> dict[str, str]:
    """What an operator sets, on the test's database."""
    used = settings.DATABASES["default"]
    server = f"{used['USER']}:{used['PASSWORD']}@{used['HOST']}:{used['PORT']}"
    return {
        "WELCOME_OFFICE_DEMO": "false",
        "DATABASE_URL": f"postgres://{server}/{used['NAME']}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "TRUSTED_PROXIES": PROXY,
    }


@pytest.fixture
def port(transactional_db: None, tmp_path: Path) -> Iterator[int]:
    """A web server of a real office; ends with the test."""
    make_office(is_demo=False)
    port = free_port()
    command = web_server(host="127.0.0.1", port=port, processes=1, threads=2)
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            command, env={**os.environ, **server_environment(), **real_settings()}, stderr=log
        )
        try:
            yield port
        finally:
            server.terminate()
            server.wait(20)


def ask(port: int, path: str, *, peer: str, **headers: str) -> tuple[int, str]:
    """Status and target of a request that comes from this address."""
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection(LOOPBACK, port, source_address=(peer, 0))
        try:
            connection.request("GET", path, headers={"Host": HOST, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", "")
        except ConnectionRefusedError:
            assert time.monotonic() < deadline, "The web server does not start."
            time.sleep(0.1)
        finally:
            connection.close()


def test_https_is_believed_from_the_named_proxy_alone(port: int) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}

    told = {
        "named": ask(port, "/de/", peer=PROXY, **forwarded),
        "stranger": ask(port, "/de/", peer=STRANGER, **forwarded),
        "plain": ask(port, "/de/", peer=PROXY),
        "machines": ask(port, "/health/live", peer=STRANGER),
    }

    again = (301, f"https://{HOST}/de/")
    assert told == {"named": (200, ""), "stranger": again, "plain": again, "machines": (200, "")}
