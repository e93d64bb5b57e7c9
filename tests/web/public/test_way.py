"""A visit from another country: by video, at a time that both clocks show."""

from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar
from tests.factories import at, make_office
from tests.web.public.answers import FAR, book, choose

from welcome_office.core.audit import VISITOR
from welcome_office.visits.actions import confirm_visit
from welcome_office.visits.codes import link_token
from welcome_office.visits.documents.ics import calendar_entry
from welcome_office.visits.documents.letters import letter_about, text_about
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Message, Visit

pytestmark = pytest.mark.django_db
KOLKATA = {"channel": "video", "time_zone": "Asia/Kolkata"}
LINK = "https://video.example.org/chamber-1"


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    make_office()


def from_afar(client: Client, **wish: str) -> None:
    """Alone, somewhere in the world, wants the recognition explained."""
    client.post(f"{FAR}/errands/", {"services": "recognition"})
    client.post(f"{FAR}/people/", {"count": "1", "age_0": "adult"})
    client.post(f"{FAR}/way/", KOLKATA | wish)
    client.post(f"{FAR}/languages/", {"languages": ["en"], "language_help": "not_needed"})


def there(start: datetime, minutes: int = 45) -> str:
    """From-to, as a clock in Kolkata shows it."""
    begin = start.astimezone(ZoneInfo("Asia/Kolkata"))
    end = begin + timedelta(minutes=minutes)
    return f"{begin.hour}:{begin.minute:02d}–{end.hour}:{end.minute:02d}"


def booked(client: Client) -> Visit:
    from_afar(client)
    visit = book(client, at(9).isoformat())
    confirm_visit(visit, by=VISITOR)
    return visits_in_full().get()


def test_the_way_is_asked_only_where_all_errands_allow_another(client: Client) -> None:
    choose(client, "registration", "recognition")
    answers = [client.get(f"{FAR}/times/").status_code]
    other = Client()
    other.post(f"{FAR}/errands/", {"services": "recognition"})
    other.post(f"{FAR}/people/", {"count": "1", "age_0": "adult"})

    assert answers == [200]
    assert other.get(f"{FAR}/times/").headers["Location"] == f"{FAR}/way/"
    assert 'value="phone"' not in other.get(f"{FAR}/way/").text


def test_the_country_is_guessed_from_the_browser(client: Client) -> None:
    client.post(f"{FAR}/errands/", {"services": "recognition"})
    client.post(f"{FAR}/people/", {"count": "1", "age_0": "adult"})

    page = client.get(f"{FAR}/way/", headers={"Accept-Language": "ne-NP,en;q=0.5"}).text

    assert '<option value="Asia/Kathmandu" selected>' in page


def test_somebody_in_germany_sees_one_clock(client: Client) -> None:
    from_afar(client, time_zone="Europe/Vienna")

    page = client.get(f"{FAR}/times/").text

    assert "offer__button" in page
    assert "Your time" not in page


def test_every_page_shows_both_clocks(client: Client) -> None:
    from_afar(client)
    times = client.get(f"{FAR}/times/").text
    visit = book(client, at(9).isoformat())
    pages = [client.get(f"{FAR}/{page}/").text for page in ("check", "code")]
    confirm_visit(visit, by=VISITOR)
    own = f"/en/v/{link_token(visit)}"
    pages += [client.get(f"{own}/{page}").text for page in ("", "cancel/", "move/")]
    query = urlencode({"start": at(10).isoformat()})
    pages.append(client.get(f"{own}/move/check/?{query}").text)

    assert times.count("Your time (Kolkata): ") == times.count("offer__button")
    said = f"Your time (Kolkata): {there(at(9))}"
    assert [said in page for page in pages] == [True] * len(pages)
    assert f"Your time (Kolkata): {there(at(10))}" in pages[-1]


def test_mail_text_message_and_calendar_show_both_clocks_and_the_link(client: Client) -> None:
    visit = booked(client)
    both = f"9:00–9:45 (Musterstadt) / {there(at(9))} (Kolkata)"

    mail = letter_about(visit, kind=Message.Kind.CONFIRMED, key="1")
    event = Calendar.from_ical(calendar_entry(visit, method="REQUEST", language="en")).events[0]

    assert both in mail.text
    assert both in mail.html
    assert LINK in mail.text
    assert f'href="{LINK}"' in mail.html
    assert "(Kolkata)" in text_about(visit, kind=Message.Kind.CONFIRMED)
    assert both in str(event["description"])
    assert str(event["conference"]) == LINK
    assert event.start == at(9)


def test_the_link_is_shown_only_once_the_visit_is_booked(client: Client) -> None:
    from_afar(client)
    visit = book(client, at(9).isoformat())
    asked = letter_about(visits_in_full().get(), kind=Message.Kind.CONFIRM, key="1")
    before = client.get(f"/en/v/{link_token(visit)}/").text

    confirm_visit(visit, by=VISITOR)

    assert LINK not in asked.text + asked.html + before
    assert f'href="{LINK}"' in client.get(f"/en/v/{link_token(visit)}/").text


def test_who_is_abroad_need_not_arrive_before_the_talk(client: Client) -> None:
    from_afar(client)
    visit = book(client, at(9).isoformat())

    assert (visit.channel, visit.time_zone, visit.arrives_on) == ("video", "Asia/Kolkata", None)
