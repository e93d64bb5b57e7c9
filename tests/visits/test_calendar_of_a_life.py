"""Every change of a visit reaches the calendar that takes over our mails (RFC 5546)."""

from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import LazySettings
from icalendar import Calendar
from tests.core.sinks import MailServer, mail_server
from tests.factories import at, make_office
from tests.visits.booked import ADVICE, FAMILY, book
from tests.visits.waiting import now, wednesday

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import (
    Change,
    accept_offer,
    ask_waiting,
    cancel_visit,
    change_visit,
    move_visit,
    wait_for_earlier,
)
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.sending import deliver

pytestmark = pytest.mark.django_db(transaction=True)


class TheirCalendar:
    """A calendar that does what RFC 5546 says with the entries in our mails."""

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}
        self.methods: list[str] = []

    def read(self, letter: EmailMessage) -> None:
        """Take over the entry of a letter unless a newer edition is known."""
        for part in letter.walk():
            if part.get_content_type() != "text/calendar":
                continue
            calendar = Calendar.from_ical(part.get_content())
            event: Any = calendar.walk("VEVENT")[0]
            method = str(calendar["METHOD"])
            assert part.get_param("method") == method
            known = self.entries.get(str(event["UID"]))
            assert known is None or int(event["SEQUENCE"]) > int(known["SEQUENCE"])
            self.entries[str(event["UID"])] = event
            self.methods.append(method)

    @property
    def shown(self) -> list[tuple[datetime, datetime]]:
        """From-to of what is not cancelled."""
        events = [event for event in self.entries.values() if event["STATUS"] == "CONFIRMED"]
        return [(event["DTSTART"].dt, event["DTEND"].dt) for event in events]


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def server(settings: LazySettings) -> MailServer:
    return mail_server(settings)


def arrive(server: MailServer, theirs: TheirCalendar) -> None:
    """Send what is queued; their calendar reads it."""
    with server.running():
        for message in Message.objects.filter(state=Message.State.QUEUED):
            deliver(message.pk)
    for letter in server.letters:
        theirs.read(letter)
    server.letters.clear()


def times_of(visit: Visit) -> list[tuple[datetime, datetime]]:
    during = Visit.objects.get(pk=visit.pk).during
    return [(during.lower, during.upper)]


def full(visit: Visit) -> Visit:
    return visits_in_full().get(pk=visit.pk)


def test_moved_changed_and_cancelled_the_calendar_always_shows_what_is_true(
    office: Office, server: MailServer
) -> None:
    theirs, visit = TheirCalendar(), book(office, FAMILY, start=at(9))
    arrive(server, theirs)
    assert theirs.shown == times_of(visit)

    move_visit(visit, start=at(11), by=VISITOR)
    arrive(server, theirs)
    assert theirs.shown == times_of(visit)
    only_advice = Change(request=ADVICE, stayers=(full(visit).people.all()[0],))
    change_visit(full(visit), only_advice, start=at(12), by=VISITOR)
    arrive(server, theirs)
    assert theirs.shown == times_of(visit)
    cancel_visit(visit, by=VISITOR)
    arrive(server, theirs)

    assert (theirs.shown, len(theirs.entries)) == ([], 1)
    assert theirs.methods == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]


def test_a_time_from_the_waiting_list_takes_the_place_of_the_old_entry(
    office: Office, server: MailServer
) -> None:
    theirs, visit = TheirCalendar(), book(office, ADVICE, start=at(9, day=wednesday(2)))
    waiting = wait_for_earlier(visit, notice_days=1, by=VISITOR)
    ask_waiting()
    arrive(server, theirs)
    assert theirs.shown == times_of(visit)
    assert now(waiting).offered is not None

    accept_offer(waiting, by=VISITOR)
    arrive(server, theirs)

    assert theirs.shown == times_of(visit)
    assert theirs.methods == ["REQUEST", "REQUEST"]
