"""A text message reaches a real gateway, or we know why not."""

import pytest
from django.conf import LazySettings
from tests.core.sinks import gateway

from welcome_office.core.delivery import NotNowError, RefusedError
from welcome_office.core.text_messages import send_text, text_messages_are_offered


def test_nothing_is_offered_until_the_operator_names_a_gateway(settings: LazySettings) -> None:
    assert not text_messages_are_offered()

    settings.TEXT_MESSAGE_URL = "https://gateway.example.org/"

    assert text_messages_are_offered()


def test_a_message_arrives_with_its_token(settings: LazySettings) -> None:
    server = gateway(settings)

    with server.running():
        send_text("Ihr Code: 123456", to="+4915112345678")

    assert server.received == [
        {"to": "+4915112345678", "text": "Ihr Code: 123456", "token": "Bearer secret"}
    ]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (503, NotNowError),
        (429, NotNowError),
        (401, NotNowError),
        (302, NotNowError),
        (400, RefusedError),
        (422, RefusedError),
    ],
)
def test_the_answer_decides_whether_to_try_again(
    settings: LazySettings, status: int, error: type[Exception]
) -> None:
    server = gateway(settings)
    server.answers = [status]

    with server.running(), pytest.raises(error, match=str(status)):
        send_text("Ihr Code: 123456", to="+4915112345678")

    assert server.received == []


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "http://127.0.0.1:9/"])
def test_an_address_that_leads_nowhere_loses_nothing(settings: LazySettings, address: str) -> None:
    settings.TEXT_MESSAGE_URL = address

    with pytest.raises(NotNowError):
        send_text("Ihr Code: 123456", to="+4915112345678")
