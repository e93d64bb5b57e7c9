"""What the worker does for visits."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from welcome_office.core.retries import UntilItWorks
from welcome_office.core.transactions import connection_of_a_job
from welcome_office.partners.models import Office
from welcome_office.visits.actions import (
    ask_waiting,
    day_to_print,
    end_expired_visits,
    make_day_papers,
    note_no_shows,
    queue_due_reminders,
)
from welcome_office.visits.demo import SEED
from welcome_office.visits.demo_day import play
from welcome_office.visits.sending import deliver


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_expired_visits", pass_context=False)
@connection_of_a_job()
def end_expired_holds(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Give the times of ended holds back."""
    end_expired_visits()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ask_who_waits", lock="ask_who_waits", pass_context=False)
@connection_of_a_job()
def ask_who_waits(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Offer times that became free to those who wait, before they are public again."""
    ask_waiting()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="remind", lock="remind", pass_context=False)
@connection_of_a_job()
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Remind people of visits that come near."""
    queue_due_reminders()


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="put_day_on_paper", pass_context=False)
@connection_of_a_job()
def put_day_on_paper(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """In the evening, set the papers of the next day for the desks."""
    for office in Office.objects.all():
        day = day_to_print(office, now=timezone.now())
        if day is not None:
            make_day_papers(office, day=day)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="give_up_waiting", pass_context=False)
@connection_of_a_job()
def give_up_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Note who has not come; in the demo also what the invented people do."""
    if settings.DEMO:
        for office in Office.objects.filter(is_demo=True):
            play(office, now=timezone.now(), seed=SEED)
    note_no_shows()


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def send_message(message_id: int) -> None:
    """Write and send one queued message."""
    deliver(message_id)
