"""A whole booking, wrong turns included, leaves nothing about the person in the logs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from tests.core.sinks import MailServer
from tests.factories import make_office
from tests.upgrade.program import end, until, wait_for_version
from tests.upgrade.visitor import Visitor
from tests.web.public.answers import FAR

from welcome_office import __version__
from welcome_office.launch.ports import LOOPBACK, free_port
from welcome_office.visits.codes import current_code, link_token
from welcome_office.visits.models import Message, Visit

MARK = "Zyxmark"


@contextmanager
def program(*arguments: str, log: Path, mail: int) -> Iterator[None]:
    """Run web or worker on the test's database; what it says goes to the log."""
    used = settings.DATABASES["default"]
    server = f"{used['USER']}:{used['PASSWORD']}@{used['HOST']}:{used['PORT']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgres://{server}/{used['NAME']}",
        "EMAIL_URL": f"smtp://{LOOPBACK}:{mail}",
        "LOG_LEVEL": "INFO",
    }
    command = [sys.executable, "-m", "welcome_office", *arguments]
    with log.open("a") as file:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
        try:
            yield
        finally:
            end(process)


def book(visitor: Visitor) -> str:
    """Take wrong turns, too: a refused mail, a wrong code, made-up links. The visit's reference."""
    visitor.hold(choice=0)
    visitor.ask_for_code()
    until(lambda: Message.objects.filter(state="failed").exists())
    visit = Visit.objects.get(email=visitor.email)
    visitor.send("code", [("code", "000000")])
    for path in (f"/en/v/{MARK}/", f"/en/v/{link_token(visit)}/", f"/en/?name={MARK}", f"/{MARK}/"):
        visitor.browser.get(path)
    visitor.browser.post(f"{FAR}/contact/", {"name": MARK * 99, "way": MARK, "email": MARK})
    visitor.confirm(current_code(visit))
    until(lambda: not Message.objects.filter(state="queued").exists())
    return visit.reference


@pytest.mark.django_db(transaction=True)
def test_nothing_about_a_person_is_logged(tmp_path: Path) -> None:
    make_office()
    port, log, mail = free_port(), tmp_path / "log", MailServer(free_port())
    mail.replies_to_addresses.append(f"550 5.1.1 <{MARK.lower()}@example.org> unknown")
    web = ("web", "--port", str(port), "--processes", "1", "--threads", "2")
    visitor = Visitor(port, MARK)
    with mail.running(), program(*web, log=log, mail=mail.port):
        wait_for_version(port, __version__)
        with program("worker", log=log, mail=mail.port):
            reference = book(visitor)
        visitor.browser.close()

    said = log.read_text()
    requests = [json.loads(line) for line in said.splitlines() if '"view"' in line]
    told = [mark for mark in (MARK, reference) if mark.lower() in said.lower()]

    assert (told, len(mail.letters)) == ([], 1)
    assert len({line["request_id"] for line in requests}) == len(requests) > 15
    assert '"procrastinate.worker' in said
