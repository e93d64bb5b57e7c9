"""Every log line names the request that caused it, and never a person."""

import logging
from contextvars import ContextVar

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")


class RequestId(logging.Filter):
    """Adds the id of the running request to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, with its id."""
        record.request_id = current_request_id.get()
        return True
