"""Pages that tell about the office are there in every language, for everybody."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from tests.factories import PAGE_IDS, make_office

from welcome_office.web.public.start import in_words

PAGES = (
    "", "hours/", "partners/", "accessibility/", "privacy/", "imprint/", "easy-language/",
    "sign-language/",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", settings.LANGUAGES_FOUND)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_in_every_language(client: Client, language: str, page: str) -> None:
    make_office()

    response = client.get(f"/{language}/{page}")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert "+49 30 901820" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGE_IDS)
def test_every_text_of_the_office_is_shown(client: Client, page: str) -> None:
    make_office()
    address = "hours" if page == "opening_hours" else page.replace("_", "-")

    response = client.get(f"/en/{address}/")

    assert f"About {page}." in response.text


@pytest.mark.django_db
def test_address_without_language_leads_to_the_language_of_the_browser(client: Client) -> None:
    make_office()

    response = client.get("/", headers={"accept-language": "ar"})

    assert response.headers["Location"] == "/ar/"


@pytest.mark.django_db
def test_address_without_office_says_so(client: Client) -> None:
    response = client.get("/en/")

    assert response.status_code == 404
    assert "There is no Welcome Office at this address" in response.text


@pytest.mark.django_db
def test_unknown_page_offers_the_way_home(client: Client) -> None:
    make_office()

    response = client.get("/en/unknown/")

    assert response.status_code == 404
    assert 'href="/en/"' in response.text


@pytest.mark.django_db
def test_search_engines_stay_out_of_the_demonstration(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response.text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "many times free"),
        (0.4, "some times free"),
        (0.1, "few times free"),
        (0.0, "everything is booked"),
    ],
)
def test_how_much_is_free_is_said_in_words(share: float, words: str) -> None:
    with override("en"):
        assert str(in_words(share)) == words


@pytest.mark.django_db
def test_the_first_page_says_whether_times_are_free(client: Client) -> None:
    make_office()

    response = client.get("/en/")

    assert "many times free" in response.text
