"""The finder: three ways in, one question a page, an answer, and the adviser."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.recognition.town import make_ruhr

from welcome_office.law.recognition.search.labels import Label, write_labels
from welcome_office.recognition.models import Enquiry

pytestmark = pytest.mark.django_db
FINDER = "/en/recognition"


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    make_ruhr()


def say(client: Client, occupation: str, **answers: str) -> None:
    for fact, answer in answers.items():
        client.post(f"{FINDER}/{occupation}/questions/{fact}/", {"answer": answer})


@pytest.mark.parametrize(
    ("asked", "occupation"),
    [
        ("name=nurse", "O001"),
        ("name=مساعد طبيب أسنان", "O050"),
        ("tasks=I cut hair and dye it", "O077"),
        ("field=nursing", "O001"),
    ],
)
def test_three_ways_lead_to_the_occupation(client: Client, asked: str, occupation: str) -> None:
    page = client.get(f"{FINDER}/?{asked}")

    assert f'href="{FINDER}/{occupation}/"' in page.text


def test_imported_names_lead_to_the_occupation_too(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    label = Label("O055", "kokkelmester", "name", "imported")
    write_labels(tmp_path / "da.csv", (label,), note="Danish, invented.")
    before = client.get(f"{FINDER}/?name=kokkelmester").text

    settings.OCCUPATION_LABELS = tmp_path
    after = client.get(f"{FINDER}/?name=kokkelmester").text

    assert [f'"{FINDER}/O055/"' in page for page in (before, after)] == [False, True]


def test_unknown_word_is_answered_kindly(client: Client) -> None:
    page = client.get(f"{FINDER}/?name=qqqqqxxxx")

    assert page.status_code == 200
    assert "Nothing found" in page.text


def test_questions_follow_each_other_and_end_with_the_answer(client: Client) -> None:
    said = {
        "trained_in": "IN", "has_formal_qualification": "yes", "lives_in": "abroad",
        "works_in": "here", "citizenship": "IN", "self_employed": "no", "accelerated_81a": "yes",
        "annex_v_diploma": "no", "documents_missing": "no",
    }  # fmt: skip
    place = client.get(f"{FINDER}/O001/").headers["Location"]
    asked = []

    while "/questions/" in place:
        fact = place.strip("/").split("/")[-1]
        asked.append(fact)
        place = client.post(place, {"answer": said[fact]}).headers["Location"]

    assert asked[:3] == ["trained_in", "has_formal_qualification", "lives_in"]
    assert place == f"{FINDER}/O001/answer/"
    assert "ZAG-PuG" in client.get(place).text


def test_answer_is_asked_once_for_all_occupations(client: Client) -> None:
    say(client, "O001", trained_in="TR")

    place = client.get(f"{FINDER}/O029/").headers["Location"]

    assert not place.endswith("/trained_in/")


def test_another_town_wants_its_name(client: Client) -> None:
    page = client.post(f"{FINDER}/O074/questions/lives_in/", {"answer": "other"})

    assert "Please write the name of the town." in page.text


def test_earlier_answer_comes_back_with_the_question(client: Client) -> None:
    client.post(f"{FINDER}/O074/questions/lives_in/", {"answer": "other", "town": "essen"})

    page = client.get(f"{FINDER}/O074/questions/lives_in/").text

    assert 'value="Essen"' in page
    assert "error-summary" not in page


def test_skipping_shows_what_is_known_and_what_would_help(client: Client) -> None:
    page = client.get(f"{FINDER}/O029/answer/").text

    assert "With these answers we could say more" in page
    assert f"{FINDER}/O029/questions/trained_in/" in page


@pytest.mark.parametrize("address", ["O999/", "O001/questions/shoe_size/", "O999/answer/"])
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"{FINDER}/{address}").status_code == 404


def test_paper_is_a_pdf(client: Client) -> None:
    answer = client.get(f"{FINDER}/O022/answer/paper/")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_nothing_is_written_down_before_a_visit_is_booked(client: Client) -> None:
    say(client, "O001", trained_in="IN")

    client.post(f"{FINDER}/O001/adviser/", {"way": "phone", "share": "on"})

    assert Enquiry.objects.count() == 0
