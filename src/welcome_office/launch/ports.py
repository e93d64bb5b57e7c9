"""Ports on this machine's own address."""

import random
import socket
from contextlib import suppress

LOOPBACK = "127.0.0.1"
# Below the range from which systems take ports for outgoing connections (Linux: 32768 upwards).
RANGE = range(20_000, 32_000)


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen there now, and browsers would find it and no other."""
    # Some systems let two programs share a port, one of them under a wider address.
    if somebody_answers(port):
        return False
    with socket.socket() as probe:
        # As servers do: a connection that is only being wound up does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Some free port, drawn at random so that programs starting together rarely meet."""
    for _ in range(100):
        port = random.choice(RANGE)  # noqa: S311 (nothing secret about a port)
        if is_free(port):
            return port
    raise OSError(f"No free port found between {RANGE.start} and {RANGE.stop}.")


def next_free_port(wanted: int, host: str = LOOPBACK) -> int:
    """The wanted port, or the first free one above it."""
    for port in range(wanted, wanted + 100):
        if is_free(port, host):
            return port
    raise OSError(f"All ports from {wanted} to {wanted + 99} are taken.")


def somebody_answers(port: int) -> bool:
    """Whether a program listens there, under either of this machine's own addresses."""
    for host in (LOOPBACK, "::1"):
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
    return False
