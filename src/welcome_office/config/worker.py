"""The door for workers: like the web's, it stays shut where an office is half configured."""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import django

from welcome_office.config.direct import go_directly

# It waits for notifications, which a pooler would deliver to somebody else.
go_directly()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from procrastinate import PsycopgConnector  # noqa: E402 - models load after setup
from procrastinate.connector import BaseConnector  # noqa: E402
from procrastinate.contrib.django import app, connector_params  # noqa: E402
from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: E402
from procrastinate.exceptions import ConnectorException  # noqa: E402
from procrastinate.jobs import DeleteJobCondition  # noqa: E402
from psycopg import OperationalError  # noqa: E402

from welcome_office.config.readiness import require_readiness  # noqa: E402

SECONDS_TO_END = 10
SECONDS_BETWEEN_ATTEMPTS = 2
log = logging.getLogger(__name__)


class WorkerConnector(PsycopgConnector):
    """The worker's own statements; it tells when one failed because the database went away."""

    def __init__(self, *, when_lost: Callable[[], object] = bool) -> None:
        """Connect as Django does."""
        super().__init__(kwargs=connector_params())
        self.when_lost = when_lost

    def get_sync_connector(self) -> BaseConnector:
        """Let jobs queue further jobs in their own transaction: both happen, or neither."""
        return DjangoConnector()

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except ConnectorException as error:
            if is_away(error):
                self.when_lost()
            raise

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """Execute a statement."""
        with self._noticing():
            await super().execute_query_async(query, **arguments)

    async def execute_query_one_async(
        self, query: LiteralString, **arguments: Any
    ) -> dict[str, Any]:
        """Execute a statement that gives one row."""
        with self._noticing():
            row: dict[str, Any] = await super().execute_query_one_async(query, **arguments)
            return row

    async def execute_query_all_async(
        self, query: LiteralString, **arguments: Any
    ) -> list[dict[str, Any]]:
        """Execute a statement that gives rows."""
        with self._noticing():
            rows: list[dict[str, Any]] = await super().execute_query_all_async(query, **arguments)
            return rows


def is_away(error: BaseException) -> bool:
    """Whether a statement failed because there was no database to execute it."""
    return isinstance(error, OperationalError) or isinstance(error.__cause__, OperationalError)


async def work(*, concurrency: int) -> bool:
    """Work until asked to stop; whether that was why it ended, and not the database.

    After a lost connection nobody knows which jobs the database believes to be ours. So the worker
    ends and begins anew under another number, and `take_up_lost_jobs` finds what the old one had.
    """
    ended, asked = asyncio.Event(), asyncio.Event()

    def stop() -> None:
        asked.set()
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    with app.replace_connector(WorkerConnector(when_lost=ended.set)):
        try:
            async with app.open_async():
                await _work_until(ended, concurrency=concurrency)
        except asyncio.CancelledError:
            pass
        except (ConnectorException, OperationalError) as error:
            if not is_away(error):
                raise
    return asked.is_set()


async def _work_until(ended: asyncio.Event, *, concurrency: int) -> None:
    working = asyncio.create_task(
        app.run_worker_async(
            concurrency=concurrency,
            # What a finished job was about is nobody's business any more.
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            shutdown_graceful_timeout=SECONDS_TO_END,
            install_signal_handlers=False,
        )
    )
    waiting = asyncio.create_task(ended.wait())
    await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    # Asked this way it lets running jobs end.
    working.cancel()
    await working


def main(concurrency: int) -> None:
    """Work, and begin anew whenever the database comes back."""
    require_readiness()
    while not asyncio.run(work(concurrency=concurrency)):
        log.warning("The database went away. Connecting again.")
        time.sleep(SECONDS_BETWEEN_ATTEMPTS)


if __name__ == "__main__":
    main(int(sys.argv[1]))
