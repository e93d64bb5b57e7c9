"""Every log line names the request that caused it, and never a person."""

import logging
import re
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.json import JsonFormatter

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")


class RequestId(logging.Filter):
    """Adds the id of the running request to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, with its id."""
        record.request_id = current_request_id.get()
        return True


class JsonLines(JsonFormatter):
    """One JSON object per line, without the row that PostgreSQL shows when it refuses one."""

    row = re.compile(
        r"\n(?:DETAIL|CONTEXT):.*?(?=\n\n(?:The above exception|During handling)|\Z)", re.DOTALL
    )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Let everything pass but what stood in a row."""
        shown = super().process_log_record(log_data)
        return {
            name: self.row.sub("", value) if isinstance(value, str) else value
            for name, value in shown.items()
        }


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
