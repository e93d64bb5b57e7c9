"""What the worker does for recognition: clocks that run on."""

from django.utils import timezone
from procrastinate.contrib.django import app

from welcome_office.core.transactions import connection_of_a_job
from welcome_office.recognition.actions import renew_next_step
from welcome_office.recognition.models import Procedure


@app.periodic(cron="7 4 * * *")
@app.task(queueing_lock="run_clocks", pass_context=False)
@connection_of_a_job()
def run_clocks(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Let every open procedure's clock run on to today."""
    today = timezone.localdate()
    for procedure in Procedure.objects.filter(closed_on=None).order_by("pk").iterator():
        renew_next_step(procedure, today=today)
