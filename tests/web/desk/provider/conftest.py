"""The town hall's own provider signs its people in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.local_provider.process import (
    CLIENT_ID,
    CLIENT_SECRET,
    LocalProvider,
    way_on,
)

START = "/en/desk/account/by/town-hall/"
ROLES = '{"heads": "coordinator", "advice": "counsellor"}'


def settings_of(provider: LocalProvider, **differently: str) -> dict[str, str]:
    """What the operator of the small town has set."""
    return {
        "OFFICE": "musterstadt",
        "PARTNER": "city",
        "ISSUER": provider.issuer,
        "CLIENT_ID": CLIENT_ID,
        "CLIENT_SECRET": CLIENT_SECRET,
        "ROLES": ROLES,
        "GROUPS_CLAIM": "",
        "SECOND_FACTOR": "two, mfa",
        **differently,
    }


@dataclass(frozen=True)
class TownHall:
    """The provider, with a browser's way through it."""

    provider: LocalProvider
    employ: Callable[..., None]

    def way_back(
        self, client: Client, *, who: str = "anna", do: str = "enter", to: str = ""
    ) -> str:
        """From our button to the address that the provider sends back to."""
        page = client.post(START, {"next": to})
        return self.provider.walk_through(way_on(page.text), who=who, do=do)

    def enter(self, page: str) -> str:
        """From the page that leads to the provider back, as Anna."""
        return self.provider.walk_through(way_on(page), who="anna")

    def leave(self, page: str) -> str:
        """From the page that leads to the provider back, without having signed in."""
        return self.provider.walk_through(way_on(page), who="", do="cancel")

    def sign_in(self, client: Client, **differently: Any) -> Any:
        """From our button to our answer."""
        return client.get(self.way_back(client, **differently))


@pytest.fixture
def town_hall(local_provider: LocalProvider, settings: LazySettings) -> TownHall:
    settings.OIDC_PROVIDERS = {"town-hall": settings_of(local_provider)}
    return TownHall(local_provider, local_provider.employ)


def anna(*groups: str, factor: bool = True, **claims: Any) -> dict[str, Any]:
    """Anna of the town hall, in these groups, with a second factor there or without."""
    level = {"amr": ["pwd", "mfa"]} if factor else {"amr": ["pwd"]}
    return {"anna": {"claims": {"name": "Anna Adler", "groups": groups, **claims}, "level": level}}
