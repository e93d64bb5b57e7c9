"""Queue what has to be told; the worker writes and sends it (`visits.tasks`)."""

from procrastinate.contrib.django import app

from welcome_office.visits.models import Message, Visit

# By name: the task's module imports what writes the messages, and that imports the actions.
SEND_MESSAGE = "welcome_office.visits.tasks.send_message"


def queue_message(visit: Visit, *, kind: Message.Kind, wait_minutes: int = 0) -> Message:
    """Queue a message in the transaction of the change it tells of: both happen, or neither."""
    message = Message.objects.create(visit=visit, kind=kind)
    job = app.configure_task(SEND_MESSAGE, schedule_in={"minutes": wait_minutes})
    job.defer(message_id=message.pk)
    return message
