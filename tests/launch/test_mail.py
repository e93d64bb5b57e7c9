"""The demo's mail is caught: whole letters in a folder, in the order of their arrival."""

import os
import smtplib
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from welcome_office.launch.children import Children, new_run_name
from welcome_office.launch.ports import LOOPBACK, free_port, somebody_answers


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[int]:
    """The port of a mail catcher that keeps letters in a folder named mail."""
    port = free_port()
    command = [sys.executable, "-m", "welcome_office.launch.mail", str(port)]
    with Children(new_run_name(), logs=tmp_path) as children:
        children.start("mail catcher", [*command, str(tmp_path / "mail")], os.environ)
        children.wait_until(lambda: somebody_answers(port), seconds=20)
        yield port


def letter(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "office@example.org"
    message["To"] = "newcomer@example.org"
    message.set_content("Grüße aus Bochum — موعدك\n")
    return message


def test_letters_are_kept_whole_and_in_order(catcher: int, tmp_path: Path) -> None:
    with smtplib.SMTP(LOOPBACK, catcher) as server:
        for subject in ("first", "second: موعد"):
            server.send_message(letter(subject))

    files = sorted((tmp_path / "mail").iterdir())

    kept = [message_from_bytes(path.read_bytes(), policy=default) for path in files]
    assert [message["Subject"] for message in kept] == ["first", "second: موعد"]
    assert {message.get_content().strip() for message in kept} == {"Grüße aus Bochum — موعدك"}
    assert {path.suffix for path in files} == {".eml"}
