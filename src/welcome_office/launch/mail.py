"""Catches the demo's mail: one file per letter in a folder, nothing leaves the machine.

Runs as a process of its own: `python -m welcome_office.launch.mail PORT FOLDER`.
"""

import asyncio
import secrets
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from welcome_office.launch.ports import LOOPBACK

LARGEST_LETTER = 20 * 1024 * 1024


class Folder:
    """Keeps every letter as a file; their names sort by the time of arrival."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def handle_DATA(  # noqa: N802 (the name aiosmtpd calls)
        self,
        server: SMTP,  # noqa: ARG002 (aiosmtpd's signature)
        session: Session,  # noqa: ARG002 (aiosmtpd's signature)
        envelope: Envelope,
    ) -> str:
        arrival = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        name = f"{arrival}-{secrets.token_hex(3)}.eml"
        draft = self.path / f".{name}"
        draft.write_bytes(envelope.original_content or b"")
        # Whoever lists the folder sees whole letters only.
        draft.rename(self.path / name)
        return "250 Kept for you"


async def catch(port: int, folder: Path) -> None:
    """Take letters on this machine's own address until told to stop."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    server = await loop.create_server(
        lambda: SMTP(Folder(folder), data_size_limit=LARGEST_LETTER, enable_SMTPUTF8=True),
        LOOPBACK,
        port,
    )
    async with server:
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(catch(int(sys.argv[1]), Path(sys.argv[2])))
