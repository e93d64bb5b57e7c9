"""A firm books advice on the path that everybody takes, and is asked less."""

from dataclasses import replace

import pytest
from django.test import Client
from tests.factories import EVERY_DAY, RESOURCES, TOWN, counsellor, make_office, service
from tests.web.tickets import ticket

from welcome_office.partners.models import Office
from welcome_office.visits.codes import current_code
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ADVICE = "/en/employers/advice/"
RECRUITING = service(
    "Recruiting", partner="agency", minutes=45, audience=("employer",), weekdays=EVERY_DAY,
    channels=("on_site", "phone"),
)  # fmt: skip
FIRMS_DESK = counsellor("agency-2", RECRUITING, desk="5", languages=("de", "en"))
BY_PHONE = {"service": "recruiting", "channel": "phone", "language": "en"}


@pytest.fixture
def office() -> Office:
    return make_office(
        replace(
            TOWN,
            services=(*TOWN.services, RECRUITING),
            resources=(*RESOURCES, FIRMS_DESK),
        )
    )


def take_first_time(client: Client) -> None:
    page = client.get("/en/visit/times/").text
    start = page.split('name="start" value="', 1)[1].split('"', 1)[0]
    client.post("/en/visit/hold/", {"start": start} | ticket(client, "hold"))


def test_firm_books_a_call(client: Client, office: Office) -> None:
    asked_next = client.post(ADVICE, BY_PHONE).headers["Location"]
    take_first_time(client)
    contact = {
        "name": "Greta",
        "way": "mail",
        "email": "greta@example.org",
        "phone": "+49 30 901820",
    }
    client.post("/en/visit/contact/", contact | ticket(client, "contact"))
    client.post("/en/visit/check/", ticket(client, "message"))
    client.post("/en/visit/code/", {"code": current_code(Visit.objects.get())})

    assert asked_next == "/en/visit/times/"
    visit = Visit.objects.get()
    assert (visit.state, visit.channel, visit.phone) == ("confirmed", "phone", "+4930901820")
    assert [step.service.slug for step in visit.steps.select_related("service")] == ["recruiting"]


def test_whoever_wants_a_call_says_at_which_number(client: Client, office: Office) -> None:
    client.post(ADVICE, BY_PHONE)
    take_first_time(client)

    contact = {"name": "Greta", "way": "mail", "email": "greta@example.org", "phone": ""}
    page = client.post("/en/visit/contact/", contact | ticket(client, "contact"))

    assert "Please write your phone number." in page.text


def test_pages_of_the_path_count_the_steps_of_a_firm(client: Client, office: Office) -> None:
    counted = [client.get(ADVICE).text]
    client.post(ADVICE, BY_PHONE)
    counted.append(client.get("/en/visit/times/").text)
    take_first_time(client)
    counted.append(client.get("/en/visit/contact/").text)

    expected = ["Step 1 of 4", "Step 2 of 4", "Step 3 of 4"]
    assert [step for step, page in zip(expected, counted, strict=True) if step not in page] == []
    assert f'href="{ADVICE}"' in counted[1]


def test_subject_is_talked_about_only_in_its_ways(client: Client, office: Office) -> None:
    page = client.post(ADVICE, BY_PHONE | {"channel": "video"})

    assert "not talked about in this way" in page.text


def test_advice_for_firms_is_not_among_the_errands_of_newcomers(
    client: Client, office: Office
) -> None:
    assert "Recruiting" in client.get("/en/employers/").text
    assert "Recruiting" not in client.get("/en/visit/errands/").text


def test_newcomers_errand_after_a_firms_advice_is_done_in_the_office(
    client: Client, office: Office
) -> None:
    client.post(ADVICE, BY_PHONE)

    client.post("/en/visit/errands/", {"services": ["recognition"]})

    draft = client.session["draft"]
    assert (draft["channel"], draft["is_for_firm"]) == ("on_site", False)


def test_changing_the_language_keeps_what_was_chosen(client: Client, office: Office) -> None:
    led_to = client.post(ADVICE, BY_PHONE | {"other_language": "de"}).headers["Location"]

    page = client.get(led_to)

    assert led_to == "/de/employers/advice/"
    assert page.context["form"]["channel"].value() == "phone"
