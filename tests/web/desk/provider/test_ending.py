"""Each office ends access for itself: no provider opens it again, and no other office does."""

import pytest
from django.test import Client
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.desk.provider.conftest import TownHall, anna

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.actions import give_role
from welcome_office.partners.models import Membership, Office
from welcome_office.people.models import Identity
from welcome_office.web.desk.staff import end_membership

pytestmark = pytest.mark.django_db
STAFF = "/en/desk/staff/"


@pytest.fixture
def annas(office: Office, town_hall: TownHall) -> Membership:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(Client())
    return Membership.objects.get()


def elsewhere() -> Office:
    return Office.objects.create(slug="elsewhere", host="elsewhere.example")


def administrator(office: Office) -> Client:
    return let_in(Client(), make_member(office, Role.ADMINISTRATOR))


def test_who_works_elsewhere_stays_outside_where_access_was_ended(
    annas: Membership, town_hall: TownHall
) -> None:
    office = annas.office
    give_role(annas.user_id, office=elsewhere(), role=Role.FRONT_DESK, by=PROGRAM)
    end_membership(annas, by=PROGRAM)

    refused = town_hall.sign_in(Client())
    page = administrator(office).post(f"{STAFF}{annas.user_id}/reopen/")
    again = town_hall.sign_in(Client())

    assert "Your access to the Welcome Office was ended" in refused.text
    assert (page.status_code, again.status_code) == (302, 302)
    assert Membership.objects.filter(user=annas.user_id, office=office).exists()


def test_another_office_s_ended_staff_are_not_listed(annas: Membership) -> None:
    office, other = annas.office, elsewhere()
    foreign = give_role(annas.user_id, office=other, role=Role.FRONT_DESK, by=PROGRAM)
    annas.delete()
    end_membership(foreign, by=PROGRAM)
    client = administrator(office)

    answer = client.post(f"{STAFF}{annas.user_id}/reopen/")

    assert (answer.status_code, "Anna Adler" in client.get(STAFF).text) == (404, False)


def test_inviting_ends_no_sign_in_that_another_office_relies_on(annas: Membership) -> None:
    office, user = annas.office, annas.user
    user.email = "anna@example.org"
    user.save()
    give_role(user.pk, office=elsewhere(), role=Role.FRONT_DESK, by=PROGRAM)
    annas.delete()
    person = {"email": user.email, "name": "Anna", "role": "front_desk"}

    page = administrator(office).post(STAFF, person).text

    assert "works in another office, too" in page
    assert (Identity.objects.count(), user.memberships.count()) == (1, 1)
