"""The real web server answers whatever is sent to it below 500, and lives on."""

import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.db import connection
from tests.config.raw_requests import REQUESTS, get
from tests.factories import make_office

from welcome_office.launch.ports import free_port
from welcome_office.launch.servers import server_environment, web_server

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20
# So long the server may think, or wait for the rest of what is broken off.
THINKS = 5


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The server as it runs in operation, on this test's database: its port and its log."""
    make_office()
    port, log = free_port(), tmp_path / "log"
    said = connection.settings_dict
    database = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**said)
    environment = {**server_environment(), "DATABASE_URL": database, "LOG_LEVEL": "WARNING"}
    environment |= {"WELCOME_OFFICE_DEMO": "1", "WELCOME_OFFICE_VAR": str(tmp_path)}
    command = web_server(host="127.0.0.1", port=port, processes=1, threads=2)
    with log.open("w") as lines:
        process = subprocess.Popen(command, env=environment, stdout=lines, stderr=lines)
    try:
        wait_until_it_answers(port)
        yield port, log
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_until_it_answers(port: int) -> None:
    for _ in range(10 * PATIENCE):
        try:
            urlopen(f"http://127.0.0.1:{port}/health/live").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The web server did not answer within {PATIENCE} seconds.")


def ask(port: int, request: bytes, *, patience: int = THINKS) -> bytes:
    """Send bytes and give what comes back; nothing where the server hangs up or waits for more."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as wire, suppress(OSError):
        wire.settimeout(patience)
        wire.sendall(request)
        while received := wire.recv(65536):
            answer += received
    return answer


def ask_all(port: int) -> dict[str, bytes]:
    """Send everything, a few at a time: some make the server wait for more."""
    with ThreadPoolExecutor(8) as senders:
        return dict(zip(REQUESTS, senders.map(partial(ask, port), REQUESTS.values()), strict=True))


def status(answer: bytes) -> int:
    """The number of an answer; 0 where the server only hung up."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def test_nothing_that_is_sent_to_the_server_breaks_it(server: tuple[int, Path]) -> None:
    port, log = server

    answers = ask_all(port)

    statuses = {name: status(answer) for name, answer in answers.items()}
    assert {name: number for name, number in statuses.items() if number >= 500} == {}
    assert status(ask(port, get(), patience=PATIENCE)) == 200
    # Neither do refusals fill the log, nor does an address get into it: it may carry a link.
    lines = log.read_text(encoding="utf-8", errors="replace")
    assert [word for word in ("Traceback", "/accessibility/", "WSGIRequest") if word in lines] == []
    # Where the program itself refuses, it says so in the reader's language.
    for name in ("no token", "many fields", "a body too large", "a foreign host", "no letter"):
        answer = ask(port, REQUESTS[name], patience=PATIENCE)
        assert b'<html lang="de"' in answer, (name, answer[:2000])
