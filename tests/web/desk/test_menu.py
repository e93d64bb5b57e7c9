"""What is needed all day lies open in the desk's menu; the rest lies below one word."""

import re

import pytest
from django.test import Client
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.partners.models import Membership, Office

pytestmark = pytest.mark.django_db

BELOW = re.compile(r'<details class="desk-more">.*?</details>', re.DOTALL)


def menu_of(client: Client, member: Membership) -> tuple[str, str]:
    """The menu's open part and what lies below."""
    let_in(client, member)
    page = client.get("/en/desk/visits/").text
    below = BELOW.search(page)
    menu = page[page.index("desk-navigation") : page.index("Sign out")]
    return BELOW.sub("", menu), below[0] if below else ""


def test_coordinator_finds_the_rest_below_one_word(client: Client, office: Office) -> None:
    daily, below = menu_of(client, make_member(office, Role.COORDINATOR))

    assert ("Arrivals" in daily, "Numbers" in daily) == (True, False)
    assert ("Arrivals" in below, "Numbers" in below, "Texts" in below) == (False, True, True)


def test_counsellor_has_no_menu_of_one_entry(client: Client, office: Office) -> None:
    daily, below = menu_of(client, make_member(office, Role.COUNSELLOR, partner="chamber"))

    assert ("Shared checks" in daily, below) == (True, "")
