"""A real office does not start half configured, nor with what the demo invented."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.people.queries import has_demo_accounts
from welcome_office.web.desk.provider.providers import faults
from welcome_office.web.proxies import named_proxies

NEEDED = {
    "DATABASE_URL": "the PostgreSQL server, e.g. postgres://user:password@host:5432/welcome_office",
    "SECRET_KEY": "at least 50 random characters, kept secret",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "EMAIL_URL": "the mail server, e.g. smtp+tls://user:password@host:587",
    "SITE_URL": "the public address of the site, e.g. https://welcome.example.org",
}
SHORTEST_KEY = 50


def require_readiness() -> None:
    """Refuse to start, and say everything that has to be done first."""
    found = list(refusals())
    if found:
        raise ImproperlyConfigured(
            "This office cannot open yet:\n" + "\n".join(f"- {line}" for line in found)
        )


def refusals() -> Iterator[str]:
    """Each reason why an office must not start, with its remedy; in the demo hardly any."""
    yield from faults()
    if settings.DEMO:
        return
    missing = [
        name for name in NEEDED if not os.environ.get(name) and not os.environ.get(f"{name}_FILE")
    ]
    for name in missing:
        yield f"Set {name}: {NEEDED[name]}."
    if "SECRET_KEY" not in missing and len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield f"SECRET_KEY is too short: use {NEEDED['SECRET_KEY']}."
    if "SITE_URL" not in missing and not settings.SITE_URL.startswith(("https://", "http://")):
        yield f"SITE_URL={settings.SITE_URL} does not begin with https://. Write it in full."
    yield from _unnamed_proxies()
    if "DATABASE_URL" not in missing:
        yield from _demo_leftovers()
        yield from _missing_keys()


def _unnamed_proxies() -> Iterator[str]:
    try:
        is_named = bool(named_proxies())
    except ImproperlyConfigured as error:
        yield str(error)
        return
    # Until 0.1.0 it let every proxy say that HTTPS brought the visitor.
    if os.environ.get("BEHIND_TLS_PROXY") and not is_named:
        yield "BEHIND_TLS_PROXY is gone. Name your proxies' addresses in TRUSTED_PROXIES instead."


def _demo_leftovers() -> Iterator[str]:
    for office in Office.objects.filter(is_demo=True):
        yield (
            f"The database holds the demo office {office.slug!r} with invented visits."
            " Use an empty database."
        )
    if has_demo_accounts():
        yield "The database holds demo accounts, whose passwords everybody knows. Use an empty one."


def _missing_keys() -> Iterator[str]:
    offices = [definition_of(office).office for office in Office.objects.all()]
    if not settings.UPLOAD_KEYS and any(office.uploads_assessed_on for office in offices):
        yield "An office lets people send papers. Set UPLOAD_KEYS: Fernet keys, the newest first."
