"""What is left behind by sessions and counts goes away; how the first administrator comes."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.web.desk.cast import Role, let_in, make_member, make_visit

from welcome_office.cli import main
from welcome_office.partners.models import Membership, Office
from welcome_office.visits.models import Visit
from welcome_office.web.retention import forget_sessions, forget_tries

pytestmark = pytest.mark.django_db


def rows_of_counts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_counts")
        (count,) = cursor.fetchone()
    return int(count)


def test_ended_sessions_and_counts_are_deleted(client: Client, office: Office) -> None:
    let_in(client, make_member(office, Role.COORDINATOR))
    running = Client()
    let_in(running, make_member(office, Role.FRONT_DESK))
    ended = client.session.session_key
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=ended).update(expire_date=past)
    cache.set("over", 1, timeout=-10)
    cache.set("runs", 1, timeout=60)

    assert (forget_sessions(timezone.now()), forget_tries(timezone.now())) == (1, 1)

    assert list(Session.objects.values_list("pk", flat=True)) == [running.session.session_key]
    assert (rows_of_counts(), cache.get("runs")) == (1, 1)


def test_names_of_counts_tell_no_address() -> None:
    cache.set("login:ip:192.0.2.7", 1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_counts")
        names = str(cursor.fetchall())

    assert "192.0.2.7" not in names
    assert cache.get("login:ip:192.0.2.7") == 1


def test_new_office_gets_its_first_administrator(office: Office) -> None:
    arguments = ["invite-member", office.slug, "first@example.org", "--name", "First"]

    result = CliRunner().invoke(main, arguments)

    assert (result.exit_code, "The worker sends the mail." in result.output) == (0, True)
    member = Membership.objects.select_related("user").get()
    assert (member.user.email, member.role) == ("first@example.org", "administrator")
    assert not member.user.has_usable_password()
    assert ProcrastinateJob.objects.filter(task_name__endswith="send_password_link").count() == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["elsewhere", "x@example.org", "--name", "X"], "There is no office 'elsewhere'."),
        (
            ["musterstadt", "x@example.org", "--name", "X", "--role", "counsellor"],
            "one of: city-1, city-2, chamber-1, agency-1.",
        ),
    ],
)
def test_invitation_that_is_not_possible_says_why(
    office: Office, arguments: list[str], told: str
) -> None:
    result = CliRunner().invoke(main, ["invite-member", *arguments])

    assert result.exit_code == 1
    assert told in result.output


def test_visit_confirmed_by_the_desk_blocks_nobody_elses_times(
    client: Client, office: Office
) -> None:
    visit = make_visit(office, ("recognition", "chamber-1", "09:00", 45), state=Visit.State.PENDING)
    let_in(client, make_member(office, Role.FRONT_DESK))

    client.post(f"/en/desk/visits/{visit.pk}/confirm/")

    visit.refresh_from_db()
    assert (visit.state, visit.person) == (Visit.State.CONFIRMED, None)


def test_too_many_attempts_get_a_page_in_words(client: Client, office: Office) -> None:
    for _ in range(30):
        client.post("/en/desk/account/sign-in/", {"login": "", "password": ""})

    page = client.post("/en/desk/account/sign-in/", {"login": "", "password": ""})

    assert (page.status_code, page.headers["Retry-After"]) == (429, "300")
    assert "Please wait five minutes" in page.text
