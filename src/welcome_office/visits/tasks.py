"""What the worker does for visits."""

from procrastinate.contrib.django import app

from welcome_office.visits.actions import end_expired_visits


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_expired_visits", pass_context=False)
def end_expired_holds(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Give the times of ended holds back."""
    end_expired_visits()


@app.task
def send_message(message_id: int) -> None:
    """Write and send one queued message."""
    raise NotImplementedError(message_id)
