"""What the worker does for its own queue."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from welcome_office.core.counting import forget_counts
from welcome_office.core.transactions import connection_of_a_job

# A living worker gives a sign every ten seconds.
SILENT_SECONDS = 30
HOURS_KEPT = 7 * 24


@app.periodic(cron="*/5 * * * *")
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


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Keep the queue small: what was done a week ago interests nobody."""
    await context.app.job_manager.delete_old_jobs(nb_hours=HOURS_KEPT, include_failed=True)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="forget_old_counts", pass_context=False)
@connection_of_a_job()
def forget_old_counts(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Delete what was counted under hashes of addresses, and the salts of those hashes."""
    forget_counts()
