"""Asks the inspector and, where one is named, the virus scanner about a file."""

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

from clamav_client import clamd
from django.conf import settings

INSPECTOR = Path(__file__).with_name("inspecting.py")
SECONDS = 25
SCAN_SECONDS = 20
# Each inspection may take a gigabyte: a web process must not start as many as it has threads.
AT_A_TIME = BoundedSemaphore(2)


class RefusedFileError(Exception):
    """A file that is not taken; `reason` is a word that the pages explain."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class CleanFile:
    """A file as it is kept: written anew, without anything that came along."""

    kind: str
    pages: int
    content: bytes


def check_file(content: bytes) -> CleanFile:
    """Judge a file by its content alone; raises RefusedFileError with the reason."""
    with AT_A_TIME:
        _scan(content)
        return _inspect(content)


def _inspect(content: bytes) -> CleanFile:
    command = [sys.executable, "-I", "-B", str(INSPECTOR)]
    try:
        # Without our environment: it holds keys that a hostile file must not find.
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        raise RefusedFileError("too_complicated") from None
    head, _, clean = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        # It ran out of memory or time, or the reader of such files broke down.
        raise RefusedFileError("too_complicated")
    answer = json.loads(head)
    if "refused" in answer:
        raise RefusedFileError(answer["refused"])
    return CleanFile(kind=answer["kind"], pages=answer["pages"], content=clean)


def _scan(content: bytes) -> None:
    """Let the scanner look; where one is named and does not answer, nothing is taken."""
    address = settings.CLAMD_ADDRESS
    if not address:
        return
    host, _, port = address.rpartition(":")
    scanner: clamd.ClamdNetworkSocket = (
        clamd.ClamdUnixSocket(address.removeprefix("unix:"), timeout=SCAN_SECONDS)
        if address.startswith("unix:")
        else clamd.ClamdNetworkSocket(host, int(port), timeout=SCAN_SECONDS)
    )
    try:
        verdicts = scanner.instream(BytesIO(content))
    except (clamd.ClamdError, OSError, ValueError):
        raise RefusedFileError("scanner_silent") from None
    if any(status != "OK" for status, _name in verdicts.values()) or not verdicts:
        raise RefusedFileError("virus")
