"""A firm announces a group at its door."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import make_office
from tests.web.tickets import ticket

from welcome_office.cases.models import NextStep
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Office

pytestmark = pytest.mark.django_db

GROUP = "/en/employers/group/"


@pytest.fixture
def office() -> Office:
    return make_office()


def answers(client: Client, **differently: object) -> dict[str, object]:
    weeks = client.get(GROUP).context["form"].fields["week"].choices
    given: dict[str, object] = {
        "firm": "Bäckerei Muster",
        "contact_name": "Greta Muster",
        "email": "greta@example.org",
        "phone": "",
        "people": "١٢",
        "week": weeks[5][0],
        "languages": ["ar", "en"],
        "families": "yes",
        "message": "",
    }
    return given | ticket(client, "message") | differently


def test_announcement_becomes_a_task_and_the_page_says_until_when(
    client: Client, office: Office
) -> None:
    page = client.post(GROUP, answers(client), follow=True)

    announcement = GroupAnnouncement.objects.get()
    assert (announcement.people, announcement.languages) == (12, ["ar", "en"])
    assert announcement.with_families
    assert announcement.arrives_in_week_of.isoweekday() == 1
    assert page.redirect_chain == [("/en/employers/group/done/", 302)]
    assert page.context["due_on"] == NextStep.objects.get().due_on


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("people", "1", "Please write a number from 2 to 500."),
        ("people", "many", "Please write a number from 2 to 500."),
        ("email", "greta", "Something is missing."),
        ("languages", [], "Please choose at least one language."),
        ("week", "2020-01-06", "not one of the available choices"),
    ],
)
def test_what_cannot_be_taken_is_told_at_the_field(
    client: Client, office: Office, field: str, typed: object, told: str
) -> None:
    page = client.post(GROUP, answers(client, **{field: typed}))

    assert told in " ".join(page.context["form"].errors[field])
    assert "Bäckerei Muster" in page.text
    assert not GroupAnnouncement.objects.exists()


def test_nobody_is_flooded_with_our_letters(client: Client, office: Office) -> None:
    for _ in range(3):
        client.post(GROUP, answers(client))

    page = client.post(GROUP, answers(client, email="GRETA@example.org"))

    assert "Please call us about more." in page.text
    assert GroupAnnouncement.objects.count() == 3


def test_changing_the_language_keeps_what_was_typed(client: Client, office: Office) -> None:
    led_to = client.post(GROUP, answers(client, other_language="ar")).headers["Location"]

    page = client.get(led_to)

    assert led_to == "/ar/employers/group/"
    assert "Bäckerei Muster" in page.text
    assert not GroupAnnouncement.objects.exists()


def test_done_page_without_an_announcement_leads_to_the_form(
    client: Client, office: Office
) -> None:
    assert client.get("/en/employers/group/done/").headers["Location"] == GROUP


def test_first_week_on_offer_is_the_current_one(client: Client, office: Office) -> None:
    weeks = client.get(GROUP).context["form"].fields["week"].choices

    first = date.fromisoformat(weeks[1][0])
    assert first <= timezone.localdate() < date.fromisoformat(weeks[2][0])
