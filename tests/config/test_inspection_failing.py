"""Each thing that `check` looks at can be wrong, and then says what helps."""

import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import LazySettings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tests.factories import make_office

from welcome_office.config import inspection
from welcome_office.config.inspection import LOOKS, Finding
from welcome_office.launch.ports import LOOPBACK

pytestmark = pytest.mark.django_db


def look_at(about: str) -> list[tuple[str, str]]:
    """What is said about one thing and has a remedy."""
    findings: list[Finding] = [*dict(LOOKS)[about](about)]
    return [(finding.says, finding.remedy) for finding in findings if not finding.is_well]


@pytest.mark.parametrize(
    ("about", "limit", "value", "remedy"),
    [
        ("database", "OLDEST_POSTGRESQL", 990000, "Use PostgreSQL 15 or newer."),
        ("clock", "MOST_CLOCK_DIFFERENCE", timedelta(-1), "Let both machines use a time server."),
        ("disk", "LEAST_FREE_BYTES", 2**80, "Free space: logs and backups grow there."),
        ("law", "LONGEST_LAW_UNCHECKED", timedelta(-9999), "Compare law/errands with its sources"),
    ],
)
def test_what_passes_a_limit_is_told(
    monkeypatch: pytest.MonkeyPatch, about: str, limit: str, value: object, remedy: str
) -> None:
    monkeypatch.setattr(inspection, limit, value)

    assert look_at(about)[0][1].startswith(remedy)


def test_settings_that_are_missing_are_told(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False
    settings.TRUSTED_PROXIES = ["1"]
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    remedies = [remedy for _, remedy in look_at("settings")]

    assert any(remedy.startswith("Set ALLOWED_HOSTS:") for remedy in remedies)
    assert any(remedy.startswith("TRUSTED_PROXIES=1 does not name") for remedy in remedies)


def test_an_address_without_its_scheme_is_told(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False
    settings.SITE_URL = "welcome.example.org"
    monkeypatch.setenv("SITE_URL", settings.SITE_URL)

    told = [remedy for _, remedy in look_at("settings") if remedy.startswith("SITE_URL=")]

    assert len(told) == 1
    assert "does not begin with https://" in told[0]
    assert look_at("public address") != []


def test_a_table_that_the_role_may_not_read_is_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE not_granted (id int)")
        cursor.execute("REVOKE ALL ON not_granted FROM CURRENT_USER")

    assert look_at("database") == [
        (
            "the role may not work with not_granted",
            "Run `welcome-office grant-rights <this role>` as the owner of the tables.",
        )
    ]


def test_a_change_of_tables_that_waits_is_told() -> None:
    MigrationRecorder(connection).Migration.objects.filter(app="employers").delete()

    assert look_at("tables") == [("1 changes wait", "Run `welcome-office upgrade`.")]


def test_a_time_zone_that_nobody_knows_is_told(settings: LazySettings) -> None:
    make_office()
    settings.TIME_ZONE = "Europe/Nowhere"

    assert look_at("time zone") == [
        ("Europe/Nowhere is unknown", "Install the time zones: package tzdata.")
    ]


def test_a_folder_that_is_open_to_everybody_is_told(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    tmp_path.chmod(0o755)

    assert look_at("disk") == [
        (f"{tmp_path} is open to everybody", f"Run `chmod o-rwx {tmp_path}`.")
    ]


def test_translations_that_are_not_compiled_are_told(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.LOCALE_PATHS = [tmp_path]

    assert look_at("translations") == [("not compiled: de, ar", "Run `welcome-office prepare`.")]


class Proxy(BaseHTTPRequestHandler):
    """A proxy that ends TLS and loses every header."""

    status = 200

    def do_GET(self) -> None:
        """Answer, and say nothing of our headers."""
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing between the tests' lines."""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that nobody has signed but itself, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proxy")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))])
    signed = made.add_extension(alternative, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = tmp_path / "proxy.pem"
    path.write_bytes(key.private_bytes(pem, *plain) + signed.public_bytes(pem))
    return path


@pytest.fixture
def proxy(settings: LazySettings, certificate: Path) -> Iterator[type[Proxy]]:
    """The proxy, at the address of the site."""
    server = HTTPServer((LOOPBACK, 0), Proxy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    settings.DEMO, settings.SITE_URL = False, f"https://{LOOPBACK}:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield Proxy
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("proxy")
def test_a_certificate_that_nobody_trusts_is_told() -> None:
    assert [remedy for _, remedy in look_at("public address")] == ["Renew the proxy's certificate."]


@pytest.mark.usefixtures("proxy")
def test_headers_that_get_lost_are_told(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert look_at("public address") == [
        (
            "the HSTS header is missing",
            "Name the proxy in TRUSTED_PROXIES and let it set X-Forwarded-Proto.",
        ),
        (
            "missing on its way: Content-Security-Policy, X-Content-Type-Options, Referrer-Policy",
            "Let the proxy pass our headers on.",
        ),
    ]


@pytest.mark.parametrize(("status", "remedy"), [(400, "Name the host"), (502, "Start the web")])
def test_a_site_that_refuses_is_told(
    proxy: type[Proxy], certificate: Path, monkeypatch: pytest.MonkeyPatch, status: int, remedy: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(proxy, "status", status)

    ((_, told),) = look_at("public address")

    assert told.startswith(remedy)


def test_every_thing_that_is_looked_at_has_a_failing_test() -> None:
    folder = Path(__file__).parent
    elsewhere = {
        "audit records": folder / "test_rights.py",
        "backups": folder / "test_backup_store.py",
        "replica": folder.parent / "growing" / "test_replica.py",
        "way to the database": folder.parent / "growing" / "test_pooler.py",
        "providers": folder.parent / "web" / "desk" / "provider" / "test_settings.py",
        "offices": folder / "test_inspection.py",
        "worker": folder / "test_inspection.py",
        "mail server": folder / "test_inspection.py",
    }
    tried = re.findall(
        r'(?:look_at\(|^        \()"([a-z ]+)"', Path(__file__).read_text(), flags=re.MULTILINE
    )

    assert {about for about, _ in LOOKS} - set(tried) == elsewhere.keys()
    assert [path for path in elsewhere.values() if not path.exists()] == []
