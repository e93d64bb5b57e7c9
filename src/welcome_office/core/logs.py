"""Every log line names the request that caused it, and never a person."""

import logging
import re
from contextvars import ContextVar

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")


class RequestId(logging.Filter):
    """Adds the id of the running request to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, with its id."""
        record.request_id = current_request_id.get()
        return True


class WithoutAddresses(logging.Filter):
    """Takes addresses of pages out of Django's own lines: they can carry a person's link."""

    address = re.compile(r"^/.*|https?://\S+", re.DOTALL)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass; what was refused comes without its stack."""
        record.__dict__.pop("request", None)
        if isinstance(record.args, tuple):
            record.args = tuple(self._without(each) for each in record.args)
        if record.name.startswith("django.security"):
            record.exc_info = None
        return True

    def _without(self, argument: object) -> object:
        return self.address.sub("-", argument) if isinstance(argument, str) else argument
