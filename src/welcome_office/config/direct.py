"""The way past a pooler, for programs that need a session of the server for themselves."""

import os

DATABASE_URL, DIRECT = "DATABASE_URL", "DIRECT_DATABASE_URL"


def go_directly() -> None:
    """Let this process use DIRECT_DATABASE_URL, where there is one; before settings are read."""
    for ending in ("", "_FILE"):
        address = os.environ.get(DIRECT + ending)
        if address:
            os.environ.pop(DATABASE_URL, None)
            os.environ.pop(f"{DATABASE_URL}_FILE", None)
            os.environ[DATABASE_URL + ending] = address
