"""From a change of a visit to a message that arrives, through queue, worker and real servers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.core.sinks import gateway, mail_server
from tests.visits.documents.town import family_visit

from welcome_office.core.audit import VISITOR
from welcome_office.core.delivery import NotNowError
from welcome_office.visits.actions import cancel_visit, confirm_visit, end_expired_visits
from welcome_office.visits.actions.confirm import ContactGiven, give_contact
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.sending import deliver

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State


def _soon() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)


def _held_visit(**values: str) -> Visit:
    """The family's visit before anybody has said who they are."""
    visit = family_visit(start=_soon())
    until = datetime.now(UTC) + timedelta(minutes=20)
    blank = {"state": Visit.State.HELD, "confirmed_at": None, "expires_at": until, "email": ""}
    Visit.objects.filter(pk=visit.pk).update(**(blank | {"contact": "", "name": ""} | values))
    visit.refresh_from_db()
    return visit


def _booked(visit: Visit) -> Visit:
    mail = ContactGiven(name="Amal", contact=Visit.Contact.MAIL, email="amal@example.org")
    return confirm_visit(give_contact(visit, mail, by=VISITOR), by=VISITOR)


def _work() -> None:
    """Do all work that is due, as the worker does, then make what waits due."""
    _work_once()
    _make_due()


def _work_once() -> None:
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined] # Django's connector has it
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def _make_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def _states() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("kind", "state"))


def test_a_booking_that_rolls_back_leaves_neither_message_nor_job() -> None:
    visit = _held_visit()

    with transaction.atomic():
        _booked(visit)
        before = (Message.objects.count(), ProcrastinateJob.objects.count())
        transaction.set_rollback(True)

    assert before == (2, 2)
    assert (Message.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


def test_a_booking_that_is_committed_has_a_job_for_each_message() -> None:
    cancel_visit(_booked(_held_visit()), by=VISITOR)

    messages = list(Message.objects.order_by("pk"))
    assert [message.kind for message in messages] == ["confirm", "confirmed", "cancelled"]
    jobs = ProcrastinateJob.objects.order_by("pk").values_list("task_name", "args", "status")
    assert list(jobs) == [
        ("welcome_office.visits.tasks.send_message", {"message_id": message.pk}, "todo")
        for message in messages
    ]


def test_a_queued_message_says_nothing_about_the_person() -> None:
    visit = _booked(_held_visit())

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM procrastinate_jobs")
        queued = str(cursor.fetchall())

    assert "send_message" in queued
    assert [word for word in ("amal", "Amal", visit.reference) if word in queued] == []


def test_the_worker_sends_what_was_queued(settings: LazySettings) -> None:
    server = mail_server(settings)
    _booked(_held_visit())

    with server.running():
        _work()

    # The request to confirm is dropped: the visit is confirmed already.
    assert _states() == [("confirmed", State.SENT)]
    assert [letter["To"] for letter in server.letters] == ["amal@example.org"]
    assert Message.objects.get().sent_at is not None


def test_a_mail_server_that_is_down_loses_nothing(settings: LazySettings) -> None:
    server = mail_server(settings)
    _booked(_held_visit())

    _work()
    _work()
    assert _states() == [("confirmed", State.QUEUED)]
    assert (
        Message.objects.get().problem
        == "The mail server takes nothing now (ConnectionRefusedError)."
    )
    with server.running():
        _work()

    assert _states() == [("confirmed", State.SENT)]
    assert (len(server.letters), Message.objects.get().problem) == (1, "")


def test_a_server_that_asks_to_come_again_gets_the_letter_then(settings: LazySettings) -> None:
    server = mail_server(settings)
    server.replies = ["451 4.7.1 Come again"]
    _booked(_held_visit())

    with server.running():
        _work()
        assert (_states(), server.letters) == ([("confirmed", State.QUEUED)], [])
        _work()

    assert _states() == [("confirmed", State.SENT)]
    assert len(server.letters) == 1


def test_an_address_that_is_refused_is_noted_and_not_tried_again(settings: LazySettings) -> None:
    server = mail_server(settings)
    server.replies_to_addresses = ["550 5.1.1 <amal@example.org> unknown"]
    _booked(_held_visit())

    with server.running():
        _work()
        _work()

    message = Message.objects.get()
    assert (message.state, message.sent_at, server.letters) == (State.FAILED, None, [])
    assert message.problem == "The mail server refuses the address or the letter (550 5.1.1)."


def test_pauses_grow_and_never_end(settings: LazySettings) -> None:
    mail_server(settings)
    _booked(_held_visit())
    Message.objects.filter(kind="confirm").delete()

    pauses = []
    for _ in range(8):
        started = datetime.now(UTC)
        _work_once()
        job = ProcrastinateJob.objects.get(args__message_id=Message.objects.get().pk)
        assert job.scheduled_at is not None
        pauses.append(round((job.scheduled_at - started).total_seconds()))
        _make_due()

    assert pauses == pytest.approx([15, 30, 60, 120, 240, 480, 600, 600], abs=3)


def test_a_second_worker_sends_nothing_twice(settings: LazySettings) -> None:
    server = mail_server(settings)
    message = queue_message(_booked(_held_visit()), kind=Message.Kind.CONFIRMED)

    with server.running():
        deliver(message.pk)
        deliver(message.pk)

    assert len(server.letters) == 1


def test_a_crash_after_sending_sends_the_same_letter_again(settings: LazySettings) -> None:
    server = mail_server(settings)
    message = queue_message(_booked(_held_visit()), kind=Message.Kind.CONFIRMED)

    with server.running():
        with transaction.atomic():
            deliver(message.pk)
            transaction.set_rollback(True)
        deliver(message.pk)

    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("kind", [Message.Kind.CONFIRM, Message.Kind.CONFIRMED])
def test_what_is_no_longer_true_is_not_sent(settings: LazySettings, kind: Message.Kind) -> None:
    server = mail_server(settings)
    visit = cancel_visit(_booked(_held_visit()), by=VISITOR)
    Message.objects.all().delete()

    with server.running():
        deliver(queue_message(visit, kind=kind).pk)

    assert (server.letters, _states()) == ([], [])


def test_a_hold_that_ended_leaves_a_job_that_does_nothing(settings: LazySettings) -> None:
    server = mail_server(settings)
    mail = ContactGiven(name="Amal", contact=Visit.Contact.MAIL, email="amal@example.org")
    visit = give_contact(_held_visit(), mail, by=VISITOR)
    Visit.objects.filter(pk=visit.pk).update(expires_at=datetime.now(UTC) - timedelta(minutes=1))
    end_expired_visits()

    with server.running():
        _work()

    assert server.letters == []
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="send_message")
    assert list(jobs.values_list("status", flat=True)) == ["succeeded"]


def test_somebody_without_a_contact_gets_nothing_and_blocks_nothing() -> None:
    visit = confirm_visit(
        give_contact(
            _held_visit(), ContactGiven(name="Amal", contact=Visit.Contact.NEITHER), by=VISITOR
        ),
        by=VISITOR,
    )

    cancel_visit(visit, by=VISITOR)
    _work()

    assert _states() == []


def test_text_messages_go_through_the_gateway(settings: LazySettings) -> None:
    server = gateway(settings)
    server.answers = [503]
    given = ContactGiven(name="Amal", contact=Visit.Contact.TEXT, phone="+4915112345678")
    visit = give_contact(_held_visit(), given, by=VISITOR)

    with server.running():
        with pytest.raises(NotNowError):
            deliver(visit.messages.get().pk)
        deliver(visit.messages.get().pk)

    assert [each["to"] for each in server.received] == ["+4915112345678"]
    assert "your code is" in server.received[0]["text"]
    assert _states() == [("confirm", State.SENT)]
