"""Reads plain values - of JSON, of a session - as values of our own."""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TypeVar

import msgspec

T = TypeVar("T")
_one_at_a_time = Lock()


def reader(kind: type[T]) -> Callable[[object], T]:
    """What reads plain values as one kind of value, or raises `msgspec.ValidationError`.

    Made where a module is imported, never in a request or a job: msgspec learns a kind when it
    meets it first, and two threads that meet it at the same moment crash the process.
    """
    with _one_at_a_time:
        msgspec.json.Decoder(kind)
    return partial(msgspec.convert, type=kind)
