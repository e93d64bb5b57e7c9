"""Every answer, also an error, tells the browser what it may do with it."""

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.factories import make_office

pytestmark = pytest.mark.django_db
PROMISED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "private, no-store",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/en/", 200),
        ("GET", "/en/nothing-here/", 404),
        ("GET", "/en/v/made-up/", 404),
        ("GET", "/en/desk/day/", 302),
        ("POST", "/en/visit/errands/", 200),
    ],
)
def test_pages_and_errors_carry_the_same_protection(
    client: Client, method: str, path: str, status: int
) -> None:
    make_office()

    response = client.generic(method, path)

    sent = {name: response.headers.get(name) for name in PROMISED}
    kept = {part.strip() for part in (sent.pop("Cache-Control") or "").split(",")}
    assert response.status_code == status
    assert sent == {name: value for name, value in PROMISED.items() if name in sent}
    assert {"private", "no-store"} <= kept


@pytest.mark.parametrize("path", ["/en/", "/en/nothing-here/"])
def test_scripts_and_styles_come_from_us_alone(client: Client, path: str) -> None:
    make_office()

    policy = client.get(path).headers["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if " " in rule.strip())
    assert "unsafe" not in policy
    assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
    assert (rules["object-src"], rules["base-uri"], rules["frame-ancestors"]) == ("'none'",) * 3


def test_a_refused_method_is_protected_too(client: Client) -> None:
    response = client.generic("TRACE", "/en/")

    assert response.status_code == 405
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in response.headers


def test_a_real_office_is_reached_by_tls_alone(client: Client, settings: LazySettings) -> None:
    make_office()
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63_072_000

    plain, secure = client.get("/en/"), client.get("/en/", secure=True)

    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/en/")
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
