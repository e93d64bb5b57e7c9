"""A visitor is believed only as far as named proxies vouch for them."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from welcome_office.web.brakes.visitor import address_of
from welcome_office.web.proxies import believe_named_proxies

PROXY = "10.0.0.1"


def address_said(request: HttpRequest) -> HttpResponse:
    """Answer with what the program believes."""
    return HttpResponse(f"{address_of(request)} {request.scheme}")


def asked(*, peer: str, forwarded: str = "", scheme: str = "") -> str:
    """What is believed of a request that came from this peer with these headers."""
    headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": scheme}
    sent = {name: value for name, value in headers.items() if value}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=sent)
    return believe_named_proxies(address_said)(request).text


@pytest.mark.parametrize(
    ("named", "peer", "forwarded", "believed"),
    [
        ("", "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (PROXY, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (PROXY, PROXY, "", PROXY),
        (PROXY, PROXY, "203.0.113.9", "203.0.113.9"),
        (PROXY, PROXY, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/24", PROXY, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.0/24", PROXY, "10.0.0.7", "10.0.0.7"),
        (PROXY, PROXY, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (PROXY, PROXY, "::ffff:203.0.113.9", "203.0.113.9"),
        (PROXY, f"::ffff:{PROXY}", "203.0.113.9", "203.0.113.9"),
        (PROXY, PROXY, "203.0.113.9, <script>", PROXY),
        ("fd00::/8", "fd00::1", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_address_of_a_visitor(
    settings: Settings, named: str, peer: str, forwarded: str, believed: str
) -> None:
    settings.TRUSTED_PROXIES = named.split(",") if named else []

    assert asked(peer=peer, forwarded=forwarded) == f"{believed} http"


@pytest.mark.parametrize(("peer", "scheme"), [(PROXY, "https"), ("192.0.2.1", "http")])
def test_only_a_named_proxy_says_that_https_brought_somebody(
    settings: Settings, peer: str, scheme: str
) -> None:
    settings.TRUSTED_PROXIES = [PROXY]

    assert asked(peer=peer, scheme="https") == f"{peer} {scheme}"


@pytest.mark.parametrize("written", ["1", "proxy.example.org", "10.0.0.1/24"])
def test_what_names_no_proxy_is_told_before_anything_starts(
    settings: Settings, written: str
) -> None:
    settings.TRUSTED_PROXIES = [written]

    with pytest.raises(ImproperlyConfigured, match="does not name your proxies"):
        believe_named_proxies(address_said)
