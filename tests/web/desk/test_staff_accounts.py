"""An administrator invites, the invited begin, and access ends at once."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.partners.models import Membership, Office, Resource
from welcome_office.people.models import User
from welcome_office.web.tasks import send_notice, send_password_link

pytestmark = pytest.mark.django_db

STAFF = "/en/desk/staff/"
FORGOTTEN = "/en/desk/account/forgotten/"
NEW_PASSWORD = "another sentence about nothing"
PASSWORD_LINK = "welcome_office.web.tasks.send_password_link"
NOTICE = "welcome_office.web.tasks.send_notice"


def queued(task: str) -> list[dict[str, Any]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=task).order_by("pk")]


def link_in_the_last_mail() -> str:
    found = re.search(r"http://localhost:8000(\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def choose_password(link: str) -> Client:
    browser = Client()
    page = browser.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    browser.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    return browser


def invite(client: Client, **differently: object) -> str:
    desk = Resource.objects.get(slug="chamber-1")
    person = {"email": "New@example.org", "name": "New", "role": "counsellor", "desk": desk.pk}
    return client.post(STAFF, person | differently).text


def test_invited_counsellor_chooses_a_password(client: Client, office: Office) -> None:
    let_in(client, make_member(office, Role.ADMINISTRATOR))

    invite(client)
    (args,) = queued(PASSWORD_LINK)
    send_password_link(**args)
    choose_password(link_in_the_last_mail())

    member = Membership.objects.select_related("user", "resource").get(user__name="New")
    assert member.user.check_password(NEW_PASSWORD)
    assert (member.user.email, member.role) == ("new@example.org", "counsellor")
    assert member.resource
    assert member.resource.slug == "chamber-1"


def test_counsellor_needs_a_desk(client: Client, office: Office) -> None:
    let_in(client, make_member(office, Role.ADMINISTRATOR))

    page = invite(client, desk="")

    assert "Say at which desk." in page
    assert not Membership.objects.filter(user__name="New").exists()


def test_looking_at_a_mailed_link_changes_nothing(client: Client, office: Office) -> None:
    member = make_member(office, Role.FRONT_DESK)
    member.user.set_password("before")
    member.user.save()
    client.post(FORGOTTEN, {"email": member.user.email})
    send_password_link(**queued(PASSWORD_LINK)[0])
    link = link_in_the_last_mail()

    for _ in range(2):
        Client().get(link, follow=True)
        Client().head(link)

    assert User.objects.get(pk=member.user.pk).check_password("before")
    choose_password(link)
    assert User.objects.get(pk=member.user.pk).check_password(NEW_PASSWORD)


def test_owner_hears_of_a_new_password(client: Client, office: Office) -> None:
    member = make_member(office, Role.FRONT_DESK)
    send_password_link(member.user.pk, office.pk, "en")
    choose_password(link_in_the_last_mail())

    (args,) = queued(NOTICE)
    send_notice(**args)

    assert mail.outbox[-1].to == [member.user.email]
    assert "Your password was changed" in mail.outbox[-1].body


def test_link_works_once(client: Client, office: Office) -> None:
    member = make_member(office, Role.FRONT_DESK)
    send_password_link(member.user.pk, office.pk, "en")
    link = link_in_the_last_mail()
    choose_password(link)

    page = Client().get(link)

    assert "This link no longer works" in page.text


def test_nobody_learns_whether_an_account_exists(client: Client, office: Office) -> None:
    member = make_member(office, Role.FRONT_DESK)

    answers = [
        client.post(FORGOTTEN, {"email": address}).headers["Location"]
        for address in (member.user.email, "nobody@example.org")
    ]

    assert len(set(answers)) == 1
    assert [args["user_id"] for args in queued(PASSWORD_LINK)] == [member.user.pk]


def test_ended_access_ends_the_session(client: Client, office: Office) -> None:
    member = make_member(office, Role.COUNSELLOR, partner="city")
    theirs = let_in(Client(), member)
    let_in(client, make_member(office, Role.ADMINISTRATOR))
    before = theirs.get("/en/desk/day/").status_code

    client.post(f"{STAFF}{member.pk}/end/")

    assert (before, theirs.get("/en/desk/day/").status_code) == (200, 302)
    assert not User.objects.get(pk=member.user.pk).is_active


def test_administrator_cannot_end_the_own_access(client: Client, office: Office) -> None:
    member = make_member(office, Role.ADMINISTRATOR)
    let_in(client, member)

    answer = client.post(f"{STAFF}{member.pk}/end/")

    assert answer.status_code == 404
    assert Membership.objects.filter(pk=member.pk).exists()
