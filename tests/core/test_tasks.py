"""What a dying worker leaves behind is taken up by the next."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

pytestmark = pytest.mark.django_db(transaction=True)
SEND = "welcome_office.visits.tasks.send_message"
TAKE_UP = "welcome_office.core.tasks.take_up_lost_jobs"
BY_THE_CLOCK = "welcome_office.visits.tasks.end_expired_holds"


def _lost_job(task: str, *, silent_seconds: int, lock: str | None = None, **args: int) -> int:
    """A job of a worker that gave its last sign so long ago."""
    pk = app.configure_task(task, queueing_lock=lock).defer(**args)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_seconds],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [worker, pk],
        )
    return pk


def _work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined] # Django's connector has it
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def _state(pk: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=pk).status)


def test_a_job_of_a_dead_worker_is_done_again() -> None:
    lost = _lost_job(SEND, silent_seconds=600, message_id=0)
    app.configure_task(TAKE_UP).defer(timestamp=0)

    _work()
    _work()

    assert _state(lost) == "succeeded"


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    running = _lost_job(SEND, silent_seconds=5, message_id=0)
    app.configure_task(TAKE_UP).defer(timestamp=0)

    _work()

    assert _state(running) == "doing"


def test_what_comes_by_the_clock_makes_room_for_the_next() -> None:
    lock = "end_expired_visits"
    lost = _lost_job(BY_THE_CLOCK, silent_seconds=600, lock=lock, timestamp=0)
    waiting = app.configure_task(BY_THE_CLOCK, queueing_lock=lock).defer(timestamp=1)
    app.configure_task(TAKE_UP).defer(timestamp=0)

    _work()

    assert not ProcrastinateJob.objects.filter(pk=lost).exists()
    assert _state(waiting) == "succeeded"
