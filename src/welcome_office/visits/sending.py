"""Sends a queued message, once or, if the program dies at the wrong moment, twice; never not."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from welcome_office.cases.queries import restriction_of
from welcome_office.core.delivery import NotNowError, RefusedError
from welcome_office.core.mail import Letter, send_mail
from welcome_office.core.text_messages import send_text
from welcome_office.visits.actions.farewell import is_finished
from welcome_office.visits.actions.unreachable import note_unreachable
from welcome_office.visits.bounces import key_of
from welcome_office.visits.documents.letters import (
    REMINDERS,
    Recipient,
    letter_about,
    recipient_of,
    text_about,
)
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.documents.waiting_letters import (
    recipient_who_waits,
    waiting_letter,
    waiting_text,
)
from welcome_office.visits.models import ContactChange, Message, Visit, Waiting

# In which states of the visit a message still says something true.
STILL_TRUE = {
    Message.Kind.CONFIRM: {Visit.State.PENDING},
    Message.Kind.CONFIRMED: {Visit.State.CONFIRMED},
    Message.Kind.CANCELLED: {Visit.State.CANCELLED},
}
WHILE_BOOKED = {Visit.State.CONFIRMED}
# What the program says by itself; while the data is restricted, only answers are sent.
UNASKED = {*REMINDERS, Message.Kind.FINISHED, Message.Kind.WAIT_OFFER}
REACHABLE = {Visit.Contact.MAIL, Visit.Contact.TEXT}


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A message that still says something true: where it goes, and how it is written."""

    to: Recipient
    letter: Callable[[], Letter]
    text: Callable[[], str]


def deliver(message_id: int) -> None:
    """Write and send one message, and note how it went.

    The row is locked while the message travels, so that no second worker sends it too, and marked
    as sent afterwards: a crash between the two sends it again, with the same Message-ID. Raises
    NotNowError when it should be tried again.
    """
    trouble = None
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).filter(pk=message_id).first()
        # Gone: the hold ended, and its messages with it.
        if message is None or message.state != Message.State.QUEUED:
            return
        ready = _ready(message)
        if ready is None:
            message.delete()
            return
        trouble = _send(message, ready)
    if trouble:
        raise trouble


def _ready(message: Message) -> Ready | None:
    """The message as it is written now; None when it says nothing true any more."""
    if message.waiting_id is not None:
        return _ready_for_who_waits(message, message.waiting_id)
    visit = visits_in_full().get(messages=message)
    if not _still_says_something(message, visit) or _is_held_back(message, visit.audit_subject):
        return None
    kind, key = Message.Kind(message.kind), key_of(message.pk)
    return Ready(
        to=recipient_of(visit, kind=kind),
        letter=lambda: letter_about(visit, kind=kind, key=key),
        text=lambda: text_about(visit, kind=kind),
    )


def _ready_for_who_waits(message: Message, pk: int) -> Ready | None:
    waiting = Waiting.objects.select_related("office", "visit__office").get(pk=pk)
    kind, key = Message.Kind(message.kind), key_of(message.pk)
    if kind == Message.Kind.WAIT_CONFIRM:
        hold, is_true = None, waiting.state == Waiting.State.ASKED
    else:
        hold = visits_in_full().filter(offered_to=waiting, state=Visit.State.HELD).first()
        until = waiting.offered_until
        is_true = hold is not None and until is not None and until > timezone.now()
    if not is_true or _is_held_back(message, f"waiting:{pk}"):
        return None
    return Ready(
        to=recipient_who_waits(waiting),
        letter=lambda: waiting_letter(waiting, hold=hold, key=key),
        text=lambda: waiting_text(waiting, hold=hold),
    )


def _is_held_back(message: Message, subject: str) -> bool:
    return message.kind in UNASKED and restriction_of(subject) is not None


def _still_says_something(message: Message, visit: Visit) -> bool:
    kind = Message.Kind(message.kind)
    if kind == Message.Kind.FINISHED:
        has_contact = recipient_of(visit, kind=kind).contact in REACHABLE
        return visit.state in WHILE_BOOKED and has_contact and is_finished(visit)
    is_over = visit.during.upper <= timezone.now()
    has_begun = visit.during.lower <= timezone.now()
    if is_over or (has_begun and kind in REMINDERS):
        return False
    if visit.state not in STILL_TRUE.get(kind, WHILE_BOOKED):
        return False
    if kind in {Message.Kind.NEW_CONTACT, Message.Kind.CONTACT_CHANGED}:
        change = ContactChange.objects.filter(visit=visit).first()
        has_answered = kind == Message.Kind.CONTACT_CHANGED
        if change is None or (change.answered_at is not None) != has_answered:
            return False
    return recipient_of(visit, kind=kind).contact in REACHABLE


def _send(message: Message, ready: Ready) -> NotNowError | None:
    try:
        if ready.to.contact == Visit.Contact.MAIL:
            send_mail(ready.letter())
        else:
            send_text(ready.text(), to=ready.to.phone)
    except NotNowError as error:
        _note(message, Message.State.QUEUED, problem=str(error))
        return error
    except RefusedError as error:
        note_unreachable(message, problem=str(error))
    else:
        _note(message, Message.State.SENT)
    return None


def _note(message: Message, state: Message.State, *, problem: str = "") -> None:
    message.state, message.problem = state, problem
    message.sent_at = timezone.now() if state == Message.State.SENT else None
    message.save(update_fields=["state", "problem", "sent_at"])
