"""Log lines never carry what an address may carry: a person's link."""

import json
import logging

import pytest

from welcome_office.core.logs import JsonLines, WithoutAddresses


def passed(name: str, message: str, *arguments: object) -> logging.LogRecord:
    """A line as it leaves the filter, with the request and the stack that Django adds."""
    stack = (ValueError, ValueError("refused"), None)
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, arguments, stack)
    record.request = "GET /de/v/secret/"
    assert WithoutAddresses().filter(record)
    return record


@pytest.mark.parametrize(
    "arguments",
    [
        ("no cookie", "/de/v/secret/"),
        ("Referer checking failed - https://bochum.example/de/v/secret/ is not ours.", "/de/"),
        ("no cookie", "/de/v/secret/\nwith a second line"),
    ],
)
def test_no_address_stays_in_a_line(arguments: tuple[str, str]) -> None:
    record = passed("django.security.csrf", "Forbidden (%s): %s", *arguments)

    assert "secret" not in record.getMessage()
    assert not hasattr(record, "request")


def test_what_was_refused_comes_without_its_stack_and_what_broke_with_it() -> None:
    refused = passed("django.security.DisallowedHost", "Invalid host.")
    broken = passed("django.request", "Internal Server Error: %s", "/de/v/secret/")

    assert refused.exc_info is None
    assert broken.exc_info is not None
    assert broken.getMessage() == "Internal Server Error: -"


def test_a_refused_row_stays_out_of_the_log() -> None:
    shown = "null value\nDETAIL:  Failing row contains (7, Amal\nNasser, amal@example.org)."
    error = RuntimeError(shown)
    error.__cause__ = ValueError(shown)
    stack = (RuntimeError, error, None)
    record = logging.LogRecord("jobs", logging.ERROR, "", 1, "Job failed: %s", (shown,), stack)

    line = json.loads(JsonLines("%(message)s").format(record))

    assert [name for name in ("Amal", "Nasser", "amal@") if name in str(line)] == []
    assert line["message"] == "Job failed: null value"
    assert "direct cause" in line["exc_info"]
