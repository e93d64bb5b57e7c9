"""What the worker does for visits."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from welcome_office.core.transactions import connection_of_a_job
from welcome_office.visits.actions import end_expired_visits
from welcome_office.visits.sending import deliver

# In seconds.
FIRST_PAUSE = 15
LONGEST_PAUSE = 10 * 60


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_expired_visits", pass_context=False)
@connection_of_a_job()
def end_expired_holds(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Give the times of ended holds back."""
    end_expired_visits()


class UntilItWorks(BaseRetryStrategy):
    """Tries again after 15 seconds, then each time after twice as long, at least every ten minutes.

    There is no last attempt, so that a mail server that is down over a weekend loses nothing; a
    message that nobody needs any more ends by itself.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002 - procrastinate's signature
        """Wait longer with each attempt."""
        seconds = min(FIRST_PAUSE * 2**job.attempts, LONGEST_PAUSE)
        return RetryDecision(retry_in={"seconds": seconds})


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def send_message(message_id: int) -> None:
    """Write and send one queued message."""
    deliver(message_id)
