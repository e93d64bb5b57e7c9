"""A soft rule is set aside with a reason by those who may; an overlap never."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import TOWN, at, make_office
from tests.web.desk.booking.test_booking import ORDER
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Office
from welcome_office.visits.models import Arrangement, Visit

pytestmark = pytest.mark.django_db
FAR = 60 * 24 * 30


@pytest.fixture
def strict() -> Office:
    """A town that wants to know of every visit a month before."""
    rules = replace(TOWN.office.booking, notice_minutes=FAR)
    return make_office(replace(TOWN, office=replace(TOWN.office, booking=rules)))


ONE = ORDER | {"needs_0": ["recognition"], "needs_1": []}


def order(client: Client, **choice: str) -> str:
    client.post("/en/desk/book/", ONE)
    choice = {"start": at(9).isoformat()} | choice
    return client.post("/en/desk/book/times/", choice, follow=True).text


def test_reason_is_asked_for_kept_and_audited(client: Client, strict: Office) -> None:
    let_in(client, make_member(strict, Role.FRONT_DESK))

    usual = order(client)
    asked = order(client, wide="1")
    empty = order(client, wide="1", reason="")
    before = Visit.objects.count()
    order(client, wide="1", reason="The passport ends this week.")

    visit = Visit.objects.get()
    assert "Somebody has just taken this time." in usual
    assert "It begins sooner than the desks can prepare." in asked
    assert "Please say why." in empty
    assert before == 0
    assert Arrangement.objects.get(visit=visit).exception == "The passport ends this week."
    noted = AuditRecord.objects.get(action="visit.rules_set_aside")
    assert (noted.subject, noted.detail) == (visit.audit_subject, {"rules": ["notice"]})


def test_counsellor_sets_no_rule_aside(client: Client, strict: Office) -> None:
    let_in(client, make_member(strict, Role.COUNSELLOR, partner="city"))

    order(client, wide="1", reason="For a friend.")

    assert Visit.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_reason_opens_a_taken_time(client: Client, office: Office) -> None:
    let_in(client, make_member(office, Role.COORDINATOR))
    reason = {"wide": "1", "reason": "Urgent."}

    for _ in range(3):
        order(client, **reason)

    starts = list(Visit.objects.values_list("during", flat=True))
    assert len(starts) == 1


def test_visit_moves_beyond_the_rules_only_with_a_reason(client: Client, strict: Office) -> None:
    let_in(client, make_member(strict, Role.COORDINATOR))
    order(client, wide="1", reason="The passport ends this week.")
    visit = Visit.objects.get()
    page, later = f"/en/desk/visits/{visit.pk}/move/", at(9) + timedelta(hours=2)

    client.post(page, {"start": later.isoformat(), "wide": "1"})
    unmoved = Visit.objects.get().during.lower
    client.post(page, {"start": later.isoformat(), "wide": "1", "reason": "The train is late."})

    assert unmoved == at(9)
    assert Visit.objects.get().during.lower == later
    assert Arrangement.objects.get(visit=visit).exception == "The train is late."
    assert timezone.now() < later
