"""Numbers come from a replica while it is fresh; nothing that people book by ever does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.bench.web.client import Browser
from tests.bench.web.house import web
from tests.bench.web.run import drafts
from tests.factories import make_office
from tests.growing.people import Person, different_days
from tests.growing.servers import Server, ask_default, copied_server, default_url
from tests.growing.waiting import comes_true

from welcome_office.launch.postgres import stop_cluster
from welcome_office.visits.codes import link_token

pytestmark = pytest.mark.django_db(transaction=True)
PACKAGE = Path(__file__).parents[2] / "src" / "welcome_office"
SERVICES = ("recognition",)
TOKEN = "only for tests"
PAUSE = "SELECT pg_wal_replay_pause()"
IS_PAUSED = "SELECT pg_get_wal_replay_pause_state() = 'paused'"
RESUME = "SELECT pg_wal_replay_resume()"
SIGN = "SELECT last_heartbeat FROM procrastinate_workers"


def give_sign(*, seconds_ago: int) -> None:
    """Be a worker that gave its last sign then."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def follow(replica: Server) -> None:
    """Wait until the replica knows what the first database knows."""
    assert comes_true(lambda: replica.ask(SIGN) == ask_default(SIGN))


def hold_back(replica: Server) -> None:
    """Let the replica know nothing newer from here on."""
    replica.ask(PAUSE)
    assert comes_true(lambda: replica.ask(IS_PAUSED) == [(True,)])


def confirmed(browser: Browser) -> int:
    """How many booked visits the metrics tell."""
    browser.headers["Authorization"] = f"Bearer {TOKEN}"
    (line,) = [
        line for line in browser.get("/health/metrics").text.splitlines()
        if line.startswith("welcome_office_visits_ahead{") and 'state="confirmed"' in line
    ]  # fmt: skip
    return int(float(line.split()[-1]))


def test_numbers_may_be_late_but_never_what_is_booked_by(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = different_days(make_office(), 2, SERVICES)
    give_sign(seconds_ago=0)
    with copied_server("replica", follows=True) as replica:
        monkeypatch.setenv("DATABASE_URL", default_url())
        monkeypatch.setenv("REPLICA_URL", replica.url)
        monkeypatch.setenv("REPLICA_SECONDS", "600")
        monkeypatch.setenv("METRICS_TOKEN", TOKEN)
        with web(processes=1, threads=2) as (port, _):
            watcher, *browsers = drafts(port, 3, SERVICES)
            people = [
                Person(browser, f"{name}@example.org", ask_default)
                for browser, name in zip(browsers, ("amal", "sami"), strict=True)
            ]
            hold_back(replica)

            assert first in watcher.get("/en/visit/times/").text
            assert people[0].book(first) == "booked"

            assert confirmed(watcher) == 0
            assert first not in watcher.get("/en/visit/times/").text
            assert watcher.get(f"/en/v/{link_token(people[0].visit())}/").status == 200

            replica.ask(RESUME)
            assert comes_true(lambda: confirmed(watcher) == 1)

            give_sign(seconds_ago=601)
            follow(replica)
            hold_back(replica)
            assert people[1].book(second) == "booked"
            assert confirmed(watcher) == 2

            stop_cluster(replica.cluster)
            assert confirmed(watcher) == 2
            watcher.close()


def test_only_pages_of_numbers_ask_a_replica() -> None:
    asking = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "read_for_display" in path.read_text()
    }

    assert asking == {
        "core/display.py", "web/metrics.py", "web/desk/numbers.py",
        "web/desk/recognition/counts.py",
    }  # fmt: skip


def test_the_check_tells_when_a_replica_follows_nobody() -> None:
    addresses = {"DATABASE_URL": default_url(), "REPLICA_URL": default_url()}
    environment = {**os.environ, **addresses}

    done = subprocess.run(
        [sys.executable, "-m", "welcome_office", "check"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "DO  replica: it follows nobody" in done.stdout
