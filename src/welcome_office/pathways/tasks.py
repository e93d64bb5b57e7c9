"""What the worker does for kept assessments: deletes what is kept no longer."""

from django.utils import timezone
from procrastinate.contrib.django import app

from welcome_office.core.transactions import connection_of_a_job
from welcome_office.pathways.actions import forget_assessments


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="forget_assessments", pass_context=False)
@connection_of_a_job()
def forget_old_assessments(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Delete assessments after twelve months, and shares that are over."""
    forget_assessments(today=timezone.localdate())
