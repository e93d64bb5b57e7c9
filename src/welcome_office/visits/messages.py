"""Queue what has to be told; the worker writes and sends it (`visits.tasks`)."""

from datetime import datetime

from procrastinate.contrib.django import app

from welcome_office.visits.models import Message, Visit, Waiting

# By name: the task's module imports what writes the messages, and that imports the actions.
SEND_MESSAGE = "welcome_office.visits.tasks.send_message"


def queue_message(visit: Visit, *, kind: Message.Kind, wait_minutes: int = 0) -> Message:
    """Queue a message in the transaction of the change it tells of: both happen, or neither."""
    message = Message.objects.create(visit=visit, kind=kind)
    job = app.configure_task(SEND_MESSAGE, schedule_in={"minutes": wait_minutes})
    job.defer(message_id=message.pk)
    return message


def queue_waiting_message(
    waiting: Waiting, *, kind: Message.Kind, not_before: datetime | None = None
) -> Message:
    """Queue a message to somebody who waits, with or without a visit."""
    message = Message.objects.create(visit=waiting.visit, waiting=waiting, kind=kind)
    job = app.configure_task(SEND_MESSAGE, schedule_at=not_before)
    job.defer(message_id=message.pk)
    return message
