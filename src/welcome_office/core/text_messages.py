"""Sends text messages through an HTTP gateway that takes a POST of {"to", "text"} as JSON."""

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from welcome_office.core.delivery import DeliveryError, NotNowError, RefusedError

TIMEOUT_SECONDS = 20
# What a gateway answers when number or text are wrong; the rest is about us or about now.
ABOUT_THE_MESSAGE = {400, 410, 413, 422}


def text_messages_are_offered() -> bool:
    """Whether the operator has named a gateway."""
    return bool(settings.TEXT_MESSAGE_URL)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected POST would arrive as a GET and say nothing."""

    def redirect_request(self, *_asked: Any) -> None:
        """Follow none."""


def send_text(text: str, *, to: str) -> None:
    """Hand a text message to the gateway, or say whether to try again."""
    address = settings.TEXT_MESSAGE_URL
    if urlsplit(address).scheme not in {"http", "https"}:
        raise NotNowError("TEXT_MESSAGE_URL names no http(s) address.")
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        address,
        data=json.dumps({"to": to, "text": text}).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.TEXT_MESSAGE_TOKEN}",
        },
        method="POST",
    )
    try:
        urllib.request.build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS).close()
    except urllib.error.HTTPError as error:
        error.close()
        raise _judged(error.code) from None
    except (OSError, HTTPException) as error:
        raise NotNowError(f"The text gateway does not answer ({type(error).__name__}).") from None


def _judged(code: int) -> DeliveryError:
    if code in ABOUT_THE_MESSAGE:
        return RefusedError(f"The text gateway refuses the number or the message ({code}).")
    return NotNowError(f"The text gateway does not take the message now ({code}).")
