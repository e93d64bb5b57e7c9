"""Alerts are about numbers that exist, with the limits that the paper gives."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from tests.factories import make_office

from welcome_office.reporting.operation import gauges

ROOT = Path(__file__).resolve().parents[2]
ALERTS = (ROOT / "deploy" / "alerts.yml").read_text()
EXAMPLE = (ROOT / "deploy" / "environment.example").read_text()
RULES = yaml.safe_load(ALERTS)["groups"][0]["rules"]
WATCHING = (
    (ROOT / "docs" / "operations.md").read_text().split("### Watching it")[1].split("\n##")[0]
)
# What only some offices have, they watch by rules of their own.
EVERYWHERE = "\n".join(line for line in WATCHING.splitlines() if ", where " not in line)
ROWS = re.findall(r"^\| `(\w+)[^|]*\| (?:over )?([\d.,]*)", EVERYWHERE, flags=re.MULTILINE)
PREFIX = "welcome_office_"


@pytest.mark.django_db
def test_every_number_that_is_watched_exists(settings: LazySettings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = tmp_path
    make_office()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    numbers = {gauge.name for gauge in gauges()}

    watched = {name for rule in RULES for name in re.findall(rf"{PREFIX}(\w+)", rule["expr"])}

    assert (len(watched), watched - numbers) == (10, set())
    assert {name for name, _ in ROWS} == watched


@pytest.mark.django_db
def test_prometheus_is_let_in_at_the_address_of_the_example(
    client: Client, settings: LazySettings
) -> None:
    hosts = re.search(r"^ALLOWED_HOSTS=(.+)", EXAMPLE, flags=re.MULTILINE)
    target = re.search(r'targets: \["(.+?)"\]', ALERTS)
    assert hosts is not None
    assert target is not None
    settings.ALLOWED_HOSTS, settings.METRICS_TOKEN = hosts[1].split(","), "secret"

    headers = {"host": target[1], "authorization": "Bearer secret"}

    assert client.get("/health/metrics", headers=headers).status_code == 200


def test_alerts_have_the_limits_of_the_paper() -> None:
    limits = {
        name: float(limit)
        for rule in RULES
        for name, limit in re.findall(rf"{PREFIX}(\w+).*? > ([\d.]+)", rule["expr"])
    }

    assert limits == {name: float(limit.strip(",") or 0) for name, limit in ROWS}


def test_every_alert_says_what_to_do() -> None:
    for rule in RULES:
        assert rule.keys() - {"for"} == {"alert", "expr", "labels", "annotations"}
        assert rule["annotations"].keys() == {"summary", "do"}
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["expr"].count("(") == rule["expr"].count(")")
