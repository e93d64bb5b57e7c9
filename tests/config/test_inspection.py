"""An administrator is told everything that has to be done, with its remedy."""

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.db import connection
from tests.factories import make_office

from welcome_office.cli import main
from welcome_office.config.inspection import Finding, inspect

pytestmark = pytest.mark.django_db


def found() -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = {}
    for finding in inspect():
        findings.setdefault(finding.about, []).append(finding)
    return findings


@pytest.fixture(autouse=True)
def _nothing_listens(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.SITE_URL = "http://127.0.0.1:9"


def test_what_is_well_needs_nothing() -> None:
    make_office()

    findings = found()

    well = ("settings", "tables", "audit records", "offices", "clock", "law", "translations")
    assert [about for about in well if not all(each.is_well for each in findings[about])] == []


def test_the_command_ends_with_one_while_something_has_to_be_done() -> None:
    said = CliRunner().invoke(main, ["check"])

    assert said.exit_code == 1
    assert "DO  offices: 0 loaded\n      Run `welcome-office load-office" in said.output
    assert "things to do." in said.output.splitlines()[-1]


def test_what_does_not_answer_is_told_with_its_remedy() -> None:
    findings = found()

    assert findings["offices"][0].remedy.startswith("Run `welcome-office load-office")
    assert findings["worker"][0].remedy.startswith("Start one")
    assert findings["mail server"][0].remedy.startswith("Check EMAIL_URL")
    assert findings["public address"][0].remedy.startswith("Start the web server")


def test_a_worker_that_lives_is_seen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")

    assert found()["worker"][0].is_well


def test_a_real_office_needs_tls(settings: LazySettings, live_server: object) -> None:
    settings.SITE_URL = str(live_server)
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["localhost"]

    said = [(each.says, each.remedy) for each in found()["public address"]]

    assert said[-1] == ("no TLS", "Give SITE_URL as https:// and let the proxy end TLS.")
