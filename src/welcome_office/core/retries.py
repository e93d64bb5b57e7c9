"""How background work that depends on others tries again."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

# In seconds.
FIRST_PAUSE = 15
LONGEST_PAUSE = 10 * 60


class UntilItWorks(BaseRetryStrategy):
    """Tries again after 15 seconds, then each time after twice as long, at least every ten minutes.

    There is no last attempt, so that a mail server that is down over a weekend loses nothing; a
    message that nobody needs any more ends by itself.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002 - procrastinate's signature
        """Wait longer with each attempt."""
        seconds = min(FIRST_PAUSE * 2**job.attempts, LONGEST_PAUSE)
        return RetryDecision(retry_in={"seconds": seconds})
