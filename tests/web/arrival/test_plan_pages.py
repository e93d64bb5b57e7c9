"""The plan's pages: questions, the plan, one visit for several steps, keeping it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from tests.web.arrival.answering import MOVES_IN, PLAN, answer
from tests.web.public.answers import book, day

from welcome_office.core.audit import PROGRAM
from welcome_office.law.working_days import end_of_time_limit
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.models import Office
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.pathways.models import KeptPlan, PlannedVisit
from welcome_office.pathways.tasks import send_plan_letter
from welcome_office.visits.models import StepEvent, Visit
from welcome_office.web.public.draft import SESSION_KEY

pytestmark = pytest.mark.django_db
OFFICE = Path(__file__).resolve().parents[3] / "offices" / "bochum"


@pytest.fixture(autouse=True)
def bochum(db: None) -> Office:
    return replace_definition(read_office_files(OFFICE), by=PROGRAM)


def keep_it(client: Client, *, email: str = "") -> str:
    """Keep the plan and read its code from the page."""
    client.post(f"{PLAN}/keep/", {"email": email})
    return str(client.session["arrival"]["code"])


def test_questions_lead_to_the_plan(client: Client) -> None:
    assert answer(client) == f"{PLAN}/plan/"

    page = client.get(f"{PLAN}/plan/").text

    last_day = f"{end_of_time_limit(MOVES_IN + timedelta(days=14)):%B %Y}"
    assert "Register your family" in page
    assert last_day in page
    assert "Apply for your residence title" in page


def test_whoever_needs_no_title_is_not_asked_for_one(client: Client) -> None:
    answer(client, citizenship={"citizenship": "eu"})

    assert "title" not in client.session["arrival"]["asked"]
    assert "Collect your card" not in client.get(f"{PLAN}/plan/").text


def test_everything_may_be_unknown(client: Client) -> None:
    answer(
        client,
        purpose={"purpose": "unknown"},
        citizenship={"citizenship": "unknown"},
        family={"partner": "unknown", "small": "0", "child": "0", "teen": "0"},
        arrival={"arrival": "unknown", "from_abroad": "unknown"},
        home={"home": "unknown"},
        work={"work": "unknown"},
        title={"held": "unknown"},
    )

    page = client.get(f"{PLAN}/plan/")

    assert page.status_code == 200
    assert "Register your residence" in page.text
    assert "at the latest" not in page.text


def test_day_that_was_promised_must_be_written(client: Client) -> None:
    page = client.post(f"{PLAN}/questions/home/", {"home": "day"})

    assert "Please fill in day, month and year." in page.text


@pytest.mark.parametrize("slug", ["nonsense", "purpose"])
def test_only_known_questions_have_a_page(client: Client, slug: str) -> None:
    status = client.get(f"{PLAN}/questions/{slug}/").status_code

    assert status == (200 if slug == "purpose" else 404)


def test_changed_answer_says_what_is_different(client: Client) -> None:
    answer(client)

    client.post(
        f"{PLAN}/questions/home/",
        {"home": "day", **day("moves_in_on", MOVES_IN + timedelta(days=7))},
    )

    page = client.get(f"{PLAN}/plan/").text
    assert "What is different now" in page
    assert "Register your family: the last day is now" in page
    client.post(f"{PLAN}/plan/seen/")
    assert "What is different now" not in client.get(f"{PLAN}/plan/").text


def test_step_that_is_ticked_moves_to_what_is_done(client: Client) -> None:
    answer(client)

    client.post(f"{PLAN}/plan/done/bank_account/")

    page = client.get(f"{PLAN}/plan/").text
    assert page.index('id="done"') < page.index('id="step-bank_account"')


def test_one_visit_is_booked_with_everything_filled_in(client: Client) -> None:
    answer(client)
    steps = ["residence_registration_family", "residence_title", "school"]

    reply = client.post(f"{PLAN}/plan/visit/", {"steps": steps})

    assert reply.headers["Location"] == "/en/visit/times/"
    draft = client.session[SESSION_KEY]
    assert draft["services"] == ["registration-family", "school", "title"]
    assert [each["age"] for each in draft["people"]] == ["adult", "adult", "child"]
    assert draft["people"][1]["needs"] == ["registration-family", "title"]
    assert (draft["languages"], draft["moves_in_on"]) == (["en"], MOVES_IN.isoformat())
    page = client.get("/en/visit/times/").text
    assert "offer__button" in page


def test_booked_visit_is_noted_in_the_kept_plan_and_closes_its_steps(client: Client) -> None:
    answer(client)
    keep_it(client)
    client.post(f"{PLAN}/plan/visit/", {"steps": ["residence_registration_family"]})
    visit = _book(client)
    assert PlannedVisit.objects.get().errands == ["residence_registration_family"]
    assert _done(client) == set()

    StepEvent.objects.create(step=visit.steps.get(), kind=StepEvent.Kind.CONTINUES)
    assert _done(client) == set()
    StepEvent.objects.create(step=visit.steps.get(), kind=StepEvent.Kind.DONE)

    assert _done(client) == {"residence_registration_family"}
    assert KeptPlan.objects.get().done == ["residence_registration_family"]


def _book(client: Client) -> Visit:
    page = client.get("/en/visit/times/").text
    return book(client, page.split('name="start" value="')[1].split('"')[0])


def _done(client: Client) -> set[str]:
    client.get(f"{PLAN}/plan/")
    return set(client.session["arrival"]["done"])


def test_code_opens_the_plan_on_another_device(client: Client) -> None:
    answer(client)
    code = keep_it(client)
    elsewhere = Client()

    reply = elsewhere.post(f"{PLAN}/open/", {"code": code.lower()})

    assert reply.headers["Location"] == f"{PLAN}/plan/"
    assert "Register your family" in elsewhere.get(f"{PLAN}/plan/").text
    wrong = elsewhere.post(f"{PLAN}/open/", {"code": "AAAA"})
    assert "We know no plan with this code" in wrong.text


def test_change_of_a_kept_plan_is_kept_at_once(client: Client) -> None:
    answer(client)
    keep_it(client)

    client.post(f"{PLAN}/questions/purpose/", {"purpose": "study"})

    assert KeptPlan.objects.get().answers["purpose"] == "study"


def test_mailed_link_opens_the_plan(client: Client) -> None:
    answer(client)
    keep_it(client, email="amal@example.org")

    send_plan_letter(str(KeptPlan.objects.get().pk), "plan_kept")

    (letter,) = mail.outbox
    link = next(word for word in str(letter.body).split() if "/arrival/open/" in word)
    path = "/" + link.split("/", 3)[-1]
    assert Client().get(path).headers["Location"] == f"{PLAN}/plan/"
    assert Client().get(f"{PLAN}/open/made-up/").status_code == 404


def test_deleted_plan_is_gone_everywhere(client: Client) -> None:
    answer(client)
    code = keep_it(client)

    assert "Delete now" in client.get(f"{PLAN}/delete/").text
    client.post(f"{PLAN}/delete/")

    assert not KeptPlan.objects.exists()
    assert client.get(f"{PLAN}/plan/").headers["Location"] == f"{PLAN}/"
    assert "We know no plan" in Client().post(f"{PLAN}/open/", {"code": code}).text


def test_paper_and_calendar_can_be_taken_along(client: Client) -> None:
    answer(client)

    paper = client.get(f"{PLAN}/plan/paper/")
    calendar = client.get(f"{PLAN}/plan/calendar/")

    assert paper.content.startswith(b"%PDF")
    assert b"UID:step-residence_registration_family@arrival" in calendar.content
    assert b"UID:guard-visa_ends@arrival" in calendar.content
    assert f"{MOVES_IN:%Y}".encode() in calendar.content


def test_start_page_leads_to_the_plan(client: Client) -> None:
    assert f'href="{PLAN}/"' in client.get("/en/").text
    assert client.get(f"{PLAN}/").status_code == 200
