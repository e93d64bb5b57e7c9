"""A command says what it has to say, and nothing of what was made ready for it."""

import os
import subprocess
import sys


def test_a_command_shows_its_own_words_only() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "LOG_LEVEL"}
    command = [sys.executable, "-m", "welcome_office", "renew-keys", "--help"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
