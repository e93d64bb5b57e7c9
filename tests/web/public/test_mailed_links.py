"""Mail programs and virus scanners open every link of a mail: nothing may happen then."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from tests.visits.documents.town import family_visit

from welcome_office.visits.documents.letters import letter_about, text_about
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import ContactChange, Message, Visit

pytestmark = pytest.mark.django_db
Kind = Message.Kind
SOON = timedelta(minutes=30)


def _everything() -> dict[str, list[Any]]:
    """All rows of all of our tables."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("welcome_office")]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in ours}


def _visit_in(state: str) -> Visit:
    now = datetime.now(UTC)
    visit = family_visit(start=now.replace(microsecond=0) + timedelta(days=3))
    times: dict[str, dict[str, datetime | None]] = {
        Visit.State.PENDING: {"confirmed_at": None, "expires_at": now + SOON, "code_sent_at": now},
        Visit.State.CONFIRMED: {"confirmed_at": now},
        Visit.State.CANCELLED: {"cancelled_at": now},
    }
    Visit.objects.filter(pk=visit.pk).update(state=state, **times[state])
    ContactChange.objects.create(
        visit=visit, contact="mail", email="new@example.org", expires_at=now + SOON
    )
    return visits_in_full().get(pk=visit.pk)


def _links(said: str) -> list[str]:
    found = re.findall(rf'{settings.SITE_URL}(/[^\s"<]*)', unescape(said))
    return sorted(set(found))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Kind.CONFIRM, Visit.State.PENDING),
        (Kind.CONFIRM, Visit.State.CONFIRMED),
        (Kind.CONFIRM, Visit.State.CANCELLED),
        (Kind.CONFIRMED, Visit.State.CONFIRMED),
        (Kind.CONFIRMED, Visit.State.CANCELLED),
        (Kind.CANCELLED, Visit.State.CANCELLED),
        (Kind.MOVED, Visit.State.CONFIRMED),
        (Kind.CHANGED, Visit.State.CONFIRMED),
        (Kind.NEW_CONTACT, Visit.State.CONFIRMED),
        (Kind.REMIND_WEEK, Visit.State.CONFIRMED),
        (Kind.REMIND_DAYS, Visit.State.CONFIRMED),
        (Kind.REMIND_TODAY, Visit.State.CONFIRMED),
    ],
)
def test_every_mailed_link_can_be_opened_again_and_again_and_nothing_changes(
    client: Client, kind: Message.Kind, state: str
) -> None:
    visit = _visit_in(state)
    letter = letter_about(visit, kind=kind, key="1")
    before = _everything()

    links = _links(f"{letter.text} {letter.html} {text_about(visit, kind=kind)}")
    answers = [ask(link).status_code for link in links for ask in (client.get, client.head) * 2]

    assert links
    assert set(answers) == {200}
    assert before["Visit"]
    assert _everything() == before
