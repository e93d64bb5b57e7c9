"""Whoever works on the program keeps one PostgreSQL server for all test runs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from welcome_office.launch.throwaway import HOME, PASSWORD, PORT


def test_a_server_is_there_until_ctrl_c(tmp_path: Path) -> None:
    told = {HOME, PASSWORD, PORT, "DATABASE_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in told}
    with subprocess.Popen(
        [sys.executable, "-m", "welcome_office", "test-services"],
        env={**environment, "WELCOME_OFFICE_VAR": str(tmp_path)}, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        name, _, address = process.stdout.readline().partition("=")
        with psycopg.connect(address.strip()) as connection:
            asked = connection.execute("SELECT 1").fetchone()
        process.send_signal(signal.SIGINT)
        process.wait(60)

    assert (name, asked) == ("export DATABASE_URL", (1,))
    assert not [*tmp_path.glob("test-*")]
