"""Which pages the program has."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
# The demonstration has every page that a real office has, and its mailbox.
os.environ.setdefault("WELCOME_OFFICE_DEMO", "true")
django.setup()

from django.urls import URLResolver, get_resolver  # noqa: E402 - addresses load only after setup

NO_PAGES = Path(__file__).with_name("no_pages.txt")


def all_pages() -> frozenset[str]:
    """The names of all pages, as `public:start`."""
    return frozenset(_names(get_resolver().url_patterns, "")) - no_pages()


def no_pages() -> frozenset[str]:
    """Addresses at which there is nothing to look at."""
    lines = NO_PAGES.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _names(patterns: list[Any], before: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inside = f"{before}{each.namespace}:" if each.namespace else before
            yield from _names(each.url_patterns, inside)
        else:
            yield f"{before}{each.name}"
