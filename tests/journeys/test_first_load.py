"""One bar of signal is enough: the first page weighs little."""

import brotli
import pytest
from playwright.sync_api import Response
from tests.journeys.conftest import Visitors

from welcome_office.partners.models import Office

pytestmark = pytest.mark.journey
MOST_BYTES = 100_000


@pytest.mark.parametrize("language", ["de", "ar"])
def test_first_load_is_small(visitor: Visitors, bochum: Office, language: str) -> None:
    page = visitor()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it asks for a signature

    page.goto(f"/{language}/visit/errands/", wait_until="networkidle")

    # Fonts are compressed already; everything else goes out with Brotli.
    sizes = {
        answer.url: len(
            answer.body() if answer.url.endswith("woff2") else brotli.compress(answer.body())
        )
        for answer in answers
        if answer.ok
    }
    assert any(address.endswith("woff2") for address in sizes)
    assert sum(sizes.values()) <= MOST_BYTES
