"""What the worker does for the whole house: lost jobs, the audit chain, old data."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from welcome_office.core.audit_chain import seal_records
from welcome_office.core.retention import run_due_rules
from welcome_office.core.transactions import connection_of_a_job

# A living worker gives a sign every ten seconds.
SILENT_SECONDS = 30


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take_up_lost_jobs", pass_context=True)
async def take_up_lost_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Do again what a worker was doing when it died: nothing that was queued is lost."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.queueing_lock is None:
            await jobs.retry_job(job)
        else:
            # It comes by the clock: the next one waits already, and both cannot.
            await jobs.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget_what_is_over", lock="forget_what_is_over", pass_context=False)
@connection_of_a_job()
def forget_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Follow every rule of deletion that is due: most of them once in the night."""
    run_due_rules(now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="seal_audit", lock="seal_audit", pass_context=False)
@connection_of_a_job()
def seal_audit(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Chain the records of the last minutes."""
    while seal_records():
        pass
