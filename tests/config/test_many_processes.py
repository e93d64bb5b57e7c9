"""Any number of web processes and workers share one database, also while some of them die."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.long
def test_when_a_web_server_and_a_worker_are_killed_nothing_is_lost_or_doubled() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.web.kill"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    told = found.pop("told")
    assert told["booked"] > 30
    assert told["the server died"] > 10
    assert set(told) <= {"booked", "the server died", "taken"}
    assert found == {
        "overlaps": 0, "half": 0, "lost": [], "letters waiting": 0, "without a letter": [],
        "told twice": [],
    }  # fmt: skip
