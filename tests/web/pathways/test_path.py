"""The check on the pages: what is held, one question a page, the result, the next step."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.pathways.checks import DAY
from tests.recognition.town import make_ruhr

pytestmark = pytest.mark.django_db
CHECK = "/en/residence"
DEVELOPER = {
    "nationality": {"nationality": "IN"},
    "location": {"location": "abroad"},
    "salary": {"salary": "45.500,00", "salary_period": "year"},
    "birth_date": {"birth_date_day": "1", "birth_date_month": "5", "birth_date_year": "1990"},
    "qual_type": {"qual_type": "academic"},
    "qual_state": {"qual_state": "equivalent"},
    "isco08": {"isco08": "2512"},
    "tariff_employer": {"tariff_employer": "no"},
}


@pytest.fixture(autouse=True)
def _office(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    # The law's figures change with the year; these people ask in November 2026.
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)
    make_ruhr()


def begin(client: Client, purpose: str = "work") -> str:
    client.post(f"{CHECK}/", {"answer": "abroad"})
    client.post(f"{CHECK}/purpose/", {"answer": purpose})
    return client.get(f"{CHECK}/questions/").headers["Location"]


def answer_all(client: Client, place: str) -> list[str]:
    asked = []
    while "/questions/" in place:
        asked.append(place.strip("/").split("/")[-1])
        known = DEVELOPER.get(asked[-1], {"unknown": "yes"})
        place = client.post(place, known).headers["Location"]
    return asked


def test_questions_follow_each_other_and_end_with_the_result(client: Client) -> None:
    asked = answer_all(client, begin(client))

    page = client.get(f"{CHECK}/result/").text

    assert asked[:2] == ["nationality", "salary"]
    assert len(asked) <= 10
    assert "1 way is open" in page
    assert "a salary of at least 45,934.20 euros a year (434.20 more than now)" in page
    assert "§ 18g Abs. 1 Satz 2 AufenthG" in page
    assert "no legal advice" in page


def test_every_question_can_be_left_unknown_and_shows_why_it_is_asked(client: Client) -> None:
    place, seen = begin(client), 0
    while "/questions/" in place:
        page = client.get(place).text
        assert "kern-hint" in page or "Lower salary thresholds" in page
        names = {line.split('"')[0] for line in page.split('name="')[1:]}
        ticked = dict.fromkeys(names - {"csrfmiddlewaretoken", "name", "viewport"}, "unknown")
        place = client.post(place, {**ticked, "unknown": "yes"}).headers["Location"]
        seen += 1

    assert seen <= 20
    assert "Not clear yet" in client.get(place).text


def test_a_wrong_answer_stays_on_the_page_with_a_remedy(client: Client) -> None:
    begin(client)
    client.post(f"{CHECK}/questions/nationality/", DEVELOPER["nationality"])

    page = client.post(f"{CHECK}/questions/salary/", {"salary": "a lot", "salary_period": "year"})

    assert "Please write a number, for example 3500." in page.text
    assert 'value="a lot"' in page.text


def test_a_monthly_salary_counts_twelve_times(client: Client) -> None:
    begin(client)
    client.post(f"{CHECK}/questions/nationality/", DEVELOPER["nationality"])
    client.post(f"{CHECK}/questions/salary/", {"salary": "٣٥٠٠", "salary_period": "month"})

    assert "42,000 euros a year" in client.get(f"{CHECK}/result/").text


def test_back_leads_to_the_question_before_with_its_answer(client: Client) -> None:
    place = begin(client)
    following = client.post(place, DEVELOPER["nationality"]).headers["Location"]

    page = client.get(following).text
    before = client.get(place).text

    assert f'href="{CHECK}/questions/nationality/"' in page
    assert '<option value="IN" selected>' in before


def test_an_occupation_is_found_by_its_name_or_its_field(client: Client) -> None:
    client.post(f"{CHECK}/employers/", {"answer": "work"})

    page = client.get(f"{CHECK}/questions/isco08/?name=nurse").text

    assert 'name="isco08" value="2221"' in page
    assert "Bus driver" in page


def test_a_firm_begins_with_the_job_and_sees_its_duties(client: Client) -> None:
    place = client.post(f"{CHECK}/employers/", {"answer": "work"}).headers["Location"]
    asked = answer_all(client, client.get(place).headers["Location"])

    page = client.get(f"{CHECK}/result/").text

    assert asked[:3] == ["isco08", "salary", "nationality"]
    assert "Within four weeks" in page
    assert "§ 45c" in page
    assert 'href="/en/employers/advice/"' in page


@pytest.mark.parametrize(
    ("answer", "where", "words"),
    [
        ("union", "/held/union/", "Any work is allowed"),
        ("fiction", "/held/fiction/", "your former title continues"),
        ("else", "/not-covered/", "That does not mean that no way is open"),
    ],
)
def test_what_is_held_is_answered_first(
    client: Client, answer: str, where: str, words: str
) -> None:
    place = client.post(f"{CHECK}/", {"answer": answer}).headers["Location"]

    assert place == f"{CHECK}{where}"
    assert words in client.get(place).text


def test_a_held_title_says_what_it_allows_and_is_not_asked_again(client: Client) -> None:
    until = DAY + timedelta(days=90)
    client.post(f"{CHECK}/", {"answer": "title"})
    typed = {"until_day": until.day, "until_month": until.month, "until_year": until.year}
    place = client.post(f"{CHECK}/title/", {"answer": "18b", **typed}).headers["Location"]

    page = client.get(place).text
    client.post(f"{CHECK}/purpose/", {"answer": "settlement"})
    asked = answer_all(client, client.get(f"{CHECK}/questions/").headers["Location"])

    assert "Any qualified work." in page
    assert f"{until.year}" in page
    assert "location" not in asked
    assert "current_title" not in asked


def test_a_title_that_is_not_covered_is_never_called_closed(client: Client) -> None:
    client.post(f"{CHECK}/", {"answer": "title"})

    place = client.post(f"{CHECK}/title/", {"answer": "other"}).headers["Location"]

    assert place == f"{CHECK}/not-covered/"
    assert "Closed" not in client.get(place).text


def test_two_offers_are_compared(client: Client) -> None:
    answer_all(client, begin(client))

    client.post(f"{CHECK}/compare/", {"salary": "51000", "period": "year"})
    page = client.get(f"{CHECK}/compare/").text

    assert "45,500 euros a year" in page
    assert "51,000 euros a year" in page


def test_the_result_comes_as_a_paper_and_by_mail(client: Client) -> None:
    answer_all(client, begin(client))

    paper = client.get("/ar/residence/result/paper/")
    answer = client.post(f"{CHECK}/result/mail/", {"email": "amina@example.org"})

    assert paper.content.startswith(b"%PDF")
    assert answer.headers["Location"] == f"{CHECK}/result/?news=sent"
    (letter,) = mail.outbox
    assert letter.to == ["amina@example.org"]
    assert "Skilled worker with a degree" in str(letter.body)
    assert len(letter.attachments) == 1


def test_nobody_is_flooded_with_results_and_others_still_get_theirs(
    client: Client, settings: Settings
) -> None:
    settings.MESSAGES_PER_HOUR = 2
    answer_all(client, begin(client))
    to = ["amina@example.org"] * 2 + ["Amina@example.org", "omar@example.org"]

    pages = [client.post(f"{CHECK}/result/mail/", {"email": each}) for each in to]

    assert [page.status_code for page in pages] == [302, 302, 200, 302]
    assert len(mail.outbox) == 3


def test_pages_before_the_purpose_lead_to_it(client: Client) -> None:
    places = [
        client.get(f"{CHECK}/{page}/").headers["Location"]
        for page in ("questions", "result", "result/paper", "compare")
    ]

    assert places == [f"{CHECK}/purpose/", *[f"{CHECK}/"] * 3]


def test_what_a_firm_told_is_not_taken_for_the_visitors_own(client: Client) -> None:
    client.post(f"{CHECK}/employers/", {"answer": "work"})
    client.post(f"{CHECK}/questions/isco08/", {"isco08": "8331"})

    begin(client)

    assert "Bus driver" not in client.get(f"{CHECK}/result/").text
