"""Coming, or coming late: said on a page, seen at the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import make_office, make_visit

from welcome_office.core.models import AuditRecord
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    return make_visit(make_office())


def page(visit: Visit, name: str) -> str:
    return f"/en/v/{link_token(visit)}/{name}"


def test_a_delay_is_noted_with_its_minutes(client: Client, visit: Visit) -> None:
    answer = client.post(page(visit, "late/"), {"minutes": "15"})

    visit.refresh_from_db()
    assert (visit.delay_minutes, visit.coming_at is not None) == (15, True)
    assert "The desk knows" in client.get(answer.headers["Location"]).text
    assert AuditRecord.objects.get(action="visit.delayed").detail == {"minutes": 15}


def test_coming_takes_a_delay_back(client: Client, visit: Visit) -> None:
    client.post(page(visit, "late/"), {"minutes": "15"})

    client.post(page(visit, "coming/"))

    visit.refresh_from_db()
    assert (visit.delay_minutes, visit.coming_at is not None) == (0, True)


@pytest.mark.parametrize("minutes", ["", "7", "0", "-5", "1000", "abc"])
def test_nobody_says_another_delay(client: Client, visit: Visit, minutes: str) -> None:
    answer = client.post(page(visit, "late/"), {"minutes": minutes})

    visit.refresh_from_db()
    assert (answer.status_code, visit.delay_minutes) == (200, 0)


@pytest.mark.parametrize("name", ["late/", "coming/"])
def test_after_the_visit_there_is_nothing_to_say(client: Client, visit: Visit, name: str) -> None:
    past = timezone.now() - timedelta(hours=3)
    Visit.objects.update(during=(past, past + timedelta(hours=1)))

    client.post(page(visit, name), {"minutes": "15"})

    assert Visit.objects.get().coming_at is None
