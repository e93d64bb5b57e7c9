"""What a database's address says reaches every program, and no wait is without an end."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from welcome_office.config.backups import _address

ASK = """
import json
from django.conf import settings
from django.db import connections
from procrastinate.contrib.django import connector_params
names = ("sslmode", "connect_timeout", "tcp_user_timeout")
ways = (*(each.get_connection_params() for each in connections.all()), connector_params())
print(json.dumps([[way.get(name) for name in names] for way in ways]))
"""


def test_waits_for_a_vanished_machine_end_unless_the_address_says_otherwise() -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://a@first/b?sslmode=require",
        "REPLICA_URL": "postgres://a@second/b?sslmode=verify-full&tcp_user_timeout=700",
        "DJANGO_SETTINGS_MODULE": "welcome_office.config.settings",
    }

    said = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )

    first, second = '["require", 5, 10000]', '["verify-full", 2, 700]'
    assert said.stdout == f"[{first}, {second}, {first}]\n"


def test_programs_of_postgresql_get_the_options_of_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = {"sslmode": "verify-full", "sslrootcert": "/ca.pem", "tcp_user_timeout": 9}
    address = {"HOST": "first", "PASSWORD": "", "OPTIONS": options}
    monkeypatch.setitem(settings.DATABASES, "default", address)

    assert _address() == {
        "PGHOST": "first",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/ca.pem",
    }
