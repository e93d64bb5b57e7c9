"""What tests of backups need: something to write down, and somewhere to bring it back."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings, settings
from psycopg import sql

ANOTHER = "brought_back"


@pytest.fixture
def var(settings: LazySettings, tmp_path: Path) -> Path:
    """The office's folder, with a paper in it and things that are made anew anyway."""
    settings.VAR = tmp_path / "var"
    for name in ("sheets/monday.pdf", "static/page.css"):
        path = settings.VAR / name
        path.parent.mkdir(parents=True)
        path.write_text(name)
    return Path(settings.VAR)


@pytest.fixture
def another_database() -> Iterator[str]:
    """The address of an empty database on the same server."""
    database = settings.DATABASES["default"]
    server = f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        name = sql.Identifier(f"{ANOTHER}_{os.getpid()}")
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        yield f"{server}/{ANOTHER}_{os.getpid()}"
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
