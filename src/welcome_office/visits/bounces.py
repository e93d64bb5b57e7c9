"""Reads what other mail servers send back when they could not deliver (RFC 3464)."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.db import transaction
from django.utils import timezone

from welcome_office.core.mail import message_name
from welcome_office.visits.actions.unreachable import note_unreachable
from welcome_office.visits.models import Message

# Servers try for five days (RFC 5321 section 4.5.4.1); what comes later helps nobody.
LATEST = timedelta(days=10)


def note_bounce(content: bytes) -> Message | None:
    """Note that one of our letters came back; None when it is no such report, or no letter of ours.

    A report about a delay, or about a letter that arrived, changes nothing.
    """
    report = message_from_bytes(content, policy=policy.default)
    status = _final_refusal(report)
    name = _name_of_original(report)
    if status is None or name is None:
        return None
    problem = f"The mail server of the address sent the letter back ({status})."
    return _note(name, problem=problem)


def _final_refusal(report: EmailMessage) -> str | None:
    """The number of a refusal for good (5.x.x), if the report tells of one."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in _groups(part):
            action = str(fields.get("Action", "")).strip().lower()
            status = str(fields.get("Status", "")).strip()
            if action == "failed" and status.startswith("5."):
                return status
    return None


def _groups(part: EmailMessage) -> Iterator[EmailMessage]:
    """The report's groups of fields: one about the letter, then one for each address."""
    # The parser makes a list of them.
    content = part.get_payload()
    return (group for group in content if isinstance(group, EmailMessage))


def _name_of_original(report: EmailMessage) -> str | None:
    """What stands before the @ in the Message-ID of the letter that came back."""
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            original = part.get_payload(0)
        elif kind == "text/rfc822-headers":
            original = message_from_bytes(_bytes_of(part), policy=policy.default)
        else:
            continue
        found = str(original.get("Message-ID", "")).strip().strip("<>")  # type: ignore[union-attr] # a message
        if found:
            return found.partition("@")[0]
    return None


def _bytes_of(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _note(name: str, *, problem: str) -> Message | None:
    sent = Message.objects.filter(
        state=Message.State.SENT, sent_at__gte=timezone.now() - LATEST
    ).values_list("pk", flat=True)
    # The name is made from the message's number by a one-way function, so it is compared with all.
    pk = next((pk for pk in sent if message_name(key_of(pk)) == name), None)
    if pk is None:
        return None
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
        note_unreachable(message, problem=problem)
    return message


def key_of(pk: int) -> str:
    """By which a letter is the same letter when it is sent twice."""
    return f"visit-message-{pk}"
