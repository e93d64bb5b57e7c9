"""Servers of our own that take messages: a mail server, an HTTP gateway."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

from welcome_office.launch.ports import LOOPBACK, free_port


class MailServer:
    """Keeps the letters it takes; `replies…` are given first, instead."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[EmailMessage] = []
        self.replies: list[str] = []
        self.replies_to_addresses: list[str] = []

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take the address or say why not."""
        if self.replies_to_addresses:
            return self.replies_to_addresses.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the letter or say why not."""
        if self.replies:
            return self.replies.pop(0)
        content = envelope.original_content or b""
        self.letters.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Take letters inside the block; before and after, nobody answers at the port."""
        controller = Controller(self, hostname=LOOPBACK, port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()


def mail_server(settings: LazySettings) -> MailServer:
    """A mail server, not yet running, that our settings name."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = LOOPBACK, free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    return MailServer(settings.EMAIL_PORT)


class Gateway(HTTPServer):
    """Keeps the messages it takes; `answers` are given first, instead of taking one."""

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _GatewayRequest)
        self.received: list[dict[str, Any]] = []
        self.answers: list[int] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Take messages inside the block."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()
            self.server_close()

    @property
    def address(self) -> str:
        """Where to post."""
        return f"http://{LOOPBACK}:{self.server_port}/messages"


class _GatewayRequest(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        """Take a message, or answer as told."""
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.answers.pop(0) if self.server.answers else 202
        if status == 202:
            self.server.received.append(content | {"token": self.headers["Authorization"]})
        self.send_response(status)
        if status in range(300, 400):
            self.send_header("Location", self.server.address)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's signature
        """Say nothing between the tests' lines."""


def gateway(settings: LazySettings) -> Gateway:
    """A gateway, not yet running, that our settings name."""
    made = Gateway()
    settings.TEXT_MESSAGE_URL, settings.TEXT_MESSAGE_TOKEN = made.address, "secret"
    return made
