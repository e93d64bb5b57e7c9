"""Whatever a program sends, nothing breaks on our side: every address answers below 500."""

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.factories import make_office
from tests.web.desk.cast import Role, let_in, make_member

pytestmark = pytest.mark.django_db

CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
# What stands where an address expects a number, a word or a day.
VALUES = {
    "int": ("1", "0", "99999999999999999999", "9223372036854775807"),
    "slug": ("x", "registration", "-"),
    "uuid": ("00000000-0000-0000-0000-000000000000",),
    "day": ("2031-06-18", "0001-01-01", "9999-12-31"),
    "what": ("move", "change"),
    None: ("x", "%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "a" * 2000, "%F0%9F%A6%86", "x:y:z"),
}
HOSTILE = (
    "\x00", "a\x00b", "\ud800", "-1", "99999999999999999999999", "1e400", "NaN", "' OR 1=1 --",
    "<script>alert(1)</script>", "{{ 7*7 }}", "\u202e\u200f", "2031-02-30", "0000-00-00",
    "9999-12-31T23:59:59+14:00", "💥" * 50, "x" * 5000, "[]", "{}", "../../etc/passwd",
)  # fmt: skip
BODIES = (
    ("application/x-www-form-urlencoded", b"%ff%fe=%00&name=%C0%AF&start=%"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(1000))),
    ("application/x-www-form-urlencoded; charset=no-such", b"name=x"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"'),
    ("multipart/form-data", b"no boundary at all"),
    ("application/json", b'{"name": [[[['),
    ("text/plain", b"x" * 300_000),
)


# Fields that our forms know.
NAMES = (
    b"q", b"from", b"order", b"start", b"day", b"name", b"way", b"email", b"code", b"services",
    b"page", b"number", b"reference", b"text", b"occupation", b"country", b"other_language",
    b"next",
)  # fmt: skip
# It would end the session with which all the others are asked for.
ENDS_THE_SESSION = "sign-out"


def addresses() -> Iterator[str]:
    """Every address of the program, in one language, with harmless and with hostile values."""
    for pattern in patterns(get_resolver().url_patterns, ""):
        kinds = [found["kind"] for found in CONVERTER.finditer(pattern)]
        choices = [VALUES.get(kind, VALUES[None]) for kind in kinds]
        for number in range(max(map(len, choices), default=1)):
            values = iter([choice[number % len(choice)] for choice in choices])
            yield "/" + CONVERTER.sub(lambda _, values=values: next(values), pattern)  # type: ignore[misc]


def patterns(found: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in found:
        path = before + re.sub(r"[\^$]|\(\?P<\w+>[^)]*\)", "x", str(each.pattern))
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, path)
        else:
            yield path


def asked(client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Ask for every address in every hostile way; each address gets another value each time."""
    hostile, bodies = cycle(HOSTILE), cycle(BODIES)
    for address in addresses():
        if ENDS_THE_SESSION in address:
            continue
        yield f"GET {address}", client.get(address)  # type: ignore[misc]
        # A lone surrogate cannot be sent at all.
        value = next(hostile).encode("utf-8", "replace")
        # As a web server hands it over: bytes as they came, each as one sign (PEP 3333).
        query = b"&".join(name + b"=" + value for name in NAMES).decode("latin-1")
        yield f"GET {address} {value!r}", client.generic("GET", address, QUERY_STRING=query)  # type: ignore[misc]
        form = dict.fromkeys([name.decode() for name in NAMES], value.decode())
        yield f"POST {address} {value!r}", client.post(address, form)  # type: ignore[misc]
        kind, body = next(bodies)
        said = client.generic("POST", address, body, content_type=kind)
        yield f"POST {address} {kind} {body[:20]!r}", said  # type: ignore[misc]


def broken(client: Client) -> list[str]:
    client.raise_request_exception = False
    return [
        f"{said.status_code} {what[:150]}"
        for what, said in asked(client)
        if said.status_code >= 500
    ]


def test_nothing_that_a_stranger_sends_breaks_anything(client: Client) -> None:
    make_office()

    assert broken(client) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FRONT_DESK])
def test_nothing_that_staff_send_breaks_anything(client: Client, role: Role) -> None:
    let_in(client, make_member(make_office(), role))

    assert broken(client) == []
    assert client.get("/en/desk/account/").status_code == 200


@pytest.mark.parametrize("cookie", ["\\000\\000\\000", "x" * 4000, "%00", "\xff\xfe", "a" * 32])
def test_a_broken_cookie_is_no_session(client: Client, cookie: str) -> None:
    make_office()

    response = client.get("/en/visit/errands/", headers={"cookie": f"session={cookie}; csrf=%00"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"]
)
def test_methods_that_nobody_needs_are_refused(client: Client, method: str) -> None:
    make_office()

    statuses = {client.generic(method, address).status_code for address in set(addresses())}

    assert statuses == {405}


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "ü.example"])
def test_a_foreign_host_name_is_refused_in_words(client: Client, host: str) -> None:
    make_office()

    response = client.get("/en/", headers={"host": host})

    assert response.status_code == 400
