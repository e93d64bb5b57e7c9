"""Reminders: which, when, to whom, in whose language."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st
from tests.core.sinks import gateway, mail_server
from tests.factories import ZONE, at, between, make_office, make_visit

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import cancel_visit, queue_due_reminders
from welcome_office.visits.actions.remind import reminder_times
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.quiet import awake_after, is_quiet
from welcome_office.visits.sending import deliver

pytestmark = pytest.mark.django_db
Kind = Message.Kind
MONTH = timedelta(days=30)
MOMENTS = st.floats(1767222000, 1830290400).map(lambda stamp: datetime.fromtimestamp(stamp, ZONE))


@pytest.fixture
def office() -> Office:
    return make_office()


def booked(office: Office, **fields: Any) -> Visit:
    """A visit that somebody booked long ago, by a mail that was answered."""
    long_ago = at(9) - MONTH
    values: dict[str, Any] = {"confirmed_at": long_ago, "code_sent_at": long_ago, **fields}
    if "during" in values:
        values["during"] = between(*values["during"])
    return make_visit(office, **values)


def before(days: int, hour: int, minute: int = 0) -> datetime:
    """A moment so many days before the visit."""
    return at(hour, minute, day=at(9).date() - timedelta(days=days))


def remind_from(start: datetime, until: datetime) -> list[str]:
    """Let the clock run in steps of five minutes; say what was queued."""
    moment = start
    while moment <= until:
        known = list(Message.objects.values_list("pk", flat=True))
        queue_due_reminders(now=moment)
        Message.objects.exclude(pk__in=known).update(queued_at=moment)
        moment += timedelta(minutes=5)
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_there_are_three_and_each_comes_once(office: Office) -> None:
    booked(office, during=(at(11), at(12, 15)))

    assert [
        remind_from(before(7, 9), before(7, 12)),
        remind_from(before(2, 9), before(2, 12)),
        remind_from(before(0, 7), before(0, 10, 55)),
    ] == [
        ["remind_week"],
        ["remind_week", "remind_days"],
        ["remind_week", "remind_days", "remind_today"],
    ]


def test_who_comes_early_is_reminded_the_evening_before(office: Office) -> None:
    booked(office)

    assert remind_from(before(1, 17), before(1, 17, 55)) == ["remind_days"]
    assert remind_from(before(1, 18), before(0, 8, 55)) == ["remind_days", "remind_today"]


def test_reminders_that_lie_before_the_booking_are_not_sent(office: Office) -> None:
    booked(office, confirmed_at=before(2, 10, 1), during=(at(11), at(12, 15)))

    assert remind_from(before(2, 10, 5), before(1, 20)) == []
    assert remind_from(before(0, 7, 30), before(0, 9)) == ["remind_today"]


def test_who_moved_is_reminded_of_the_new_time(office: Office) -> None:
    visit = booked(office, during=(at(11), at(12, 15)))
    remind_from(before(2, 10), before(2, 10))
    later = timedelta(days=7)

    visit.during = between(visit.during.lower + later, visit.during.upper + later)
    visit.moved_at = before(2, 11)
    visit.save()

    # Nine days before the new time; the reminder of the old one is not repeated.
    assert remind_from(before(2, 12), before(0, 9)) == ["remind_days"]
    assert remind_from(before(0, 10), before(0, 10)) == ["remind_days", "remind_week"]


def test_nothing_is_said_at_night(office: Office) -> None:
    booked(office, during=(at(11), at(12, 15)))

    assert remind_from(before(2, 20), before(1, 7, 55)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"contact": Visit.Contact.NEITHER, "email": ""},
        {"code_sent_at": None},
        {"state": Visit.State.PENDING},
    ],
    ids=["no contact", "an address that the demo invented", "not confirmed"],
)
def test_who_is_not_written_to(office: Office, fields: dict[str, Any]) -> None:
    booked(office, **fields)

    assert queue_due_reminders(now=before(2, 10)) == 0


def test_a_cancelled_visit_is_not_remembered(office: Office, settings: LazySettings) -> None:
    visit, server = booked(office), mail_server(settings)
    queue_due_reminders(now=before(2, 10))

    cancel_visit(visit, by=VISITOR)
    with server.running():
        deliver(Message.objects.get(kind=Kind.REMIND_DAYS).pk)

    assert server.letters == []
    assert queue_due_reminders(now=before(0, 8)) == 0


@pytest.mark.parametrize(
    ("language", "says"), [("de", "Erinnerung"), ("en", "Reminder"), ("ar", "تذكير")]
)
def test_the_letter_speaks_the_persons_language_and_its_links_open_pages(
    office: Office, settings: LazySettings, language: str, says: str
) -> None:
    booked(office, language=language)
    server = mail_server(settings)
    queue_due_reminders(now=before(2, 10))

    with server.running():
        deliver(Message.objects.get().pk)

    (letter,) = server.letters
    assert says in letter["Subject"]
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr] # it has one
    for page in ("coming/", "late/", "move/", "cancel/"):
        assert f"/{page}" in text


def test_who_chose_text_messages_gets_one(office: Office, settings: LazySettings) -> None:
    phone = {"contact": Visit.Contact.TEXT, "email": "", "phone": "+4915112345678"}
    booked(office, **phone)
    server = gateway(settings)
    queue_due_reminders(now=before(2, 10))

    with server.running():
        deliver(Message.objects.get().pk)

    assert [message["to"] for message in server.received] == ["+4915112345678"]
    assert "Coming, late, or not?" in server.received[0]["text"]


@given(MOMENTS)
def test_no_reminder_lies_in_the_quiet_hours_or_after_the_visit(start: datetime) -> None:

    for moment in reminder_times(start, zone=ZONE).values():
        assert not is_quiet(moment, zone=ZONE)
        assert moment < start


@given(MOMENTS, st.integers(min_value=1, max_value=5000))
def test_time_to_answer_counts_only_waking_minutes(moment: datetime, minutes: int) -> None:
    begin = moment.replace(second=0, microsecond=0)

    end = awake_after(begin, minutes, zone=ZONE)

    passed, awake = begin.astimezone(UTC), 0
    while passed < end:
        awake += time(8) <= passed.astimezone(ZONE).time() < time(20)
        passed += timedelta(minutes=1)
    assert awake == minutes
