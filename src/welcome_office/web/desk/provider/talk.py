"""The talk with a provider: the way there, and what its answer is worth.

Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, sections 3.1 and 5.3).
Nothing of the provider's description is kept between two sign-ins, so a changed key counts at once.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from django.conf import settings
from django.http import HttpRequest
from joserfc.errors import ClaimError, JoseError
from requests import RequestException

from welcome_office.web.desk.provider.providers import Provider
from welcome_office.web.desk.provider.refusal import Reason, RefusalError

SECONDS_TO_ANSWER = 5
MOST_CLOCK_DIFFERENCE = 120
# Whoever has to renew a password at the provider has time for it.
LONGEST_AT_THE_PROVIDER = 60 * 60
# It travels in an address; without it the provider asks whether somebody wants to leave.
LONGEST_HINT = 4_000
# Made with a key that only the provider has; "none" and shared secrets never count.
ALGORITHMS = frozenset(
    ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
)
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SOON_BACK = ("server_error", "temporarily_unavailable")


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What somebody went to the provider for; kept in their session until they are back."""

    address: str
    next_page: str
    language: str
    # Who connects an account that was made by hand; None where somebody signs in.
    connects: int | None
    at: float


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the provider says about somebody, when everything about it was verified."""

    subject: str
    name: str
    groups: frozenset[str]
    has_second_factor: bool
    # Lets the provider recognise whom to sign out; empty where it is too long for that.
    id_token: str


class _Client(DjangoOAuth2App):  # type: ignore[misc] # Authlib has no types
    def load_server_metadata(self) -> dict[str, Any]:
        """Read the provider's description, which must be its own and complete."""
        metadata: dict[str, Any] = super().load_server_metadata()
        if metadata.get("issuer") != self.issuer or not all(map(metadata.get, ENDPOINTS)):
            raise RefusalError(Reason.INVALID)
        offered = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
        metadata["id_token_signing_alg_values_supported"] = sorted(ALGORITHMS.intersection(offered))
        return metadata


def describe(provider: Provider) -> Mapping[str, Any]:
    """Read the provider's own description of itself."""
    with _refusals():
        return _client_of(provider).load_server_metadata()


def begin(request: HttpRequest, provider: Provider, errand: Errand) -> str:
    """Remember the errand, and say at which address of the provider it goes on."""
    client = _client_of(provider)
    with _refusals():
        made = client.create_authorization_url(
            errand.address,
            ui_locales=errand.language,
            max_age=settings.STAFF_SESSION_HOURS * 60 * 60,
        )
    client.save_authorize_data(request, redirect_uri=errand.address, errand=asdict(errand), **made)
    return str(made["url"])


def errand_of(request: HttpRequest, provider: Provider) -> Errand | None:
    """What somebody who comes back went for; None where this browser asked for nothing."""
    state = request.GET.get("state", "")
    kept = _client_of(provider).framework.get_state_data(request.session, state)
    errand = Errand(**kept["errand"]) if kept else None
    is_fresh = errand is not None and time.time() - errand.at < LONGEST_AT_THE_PROVIDER
    return errand if is_fresh else None


def hear(request: HttpRequest, provider: Provider) -> Statement:
    """Verify what somebody brings back from the provider; it counts once."""
    client = _client_of(provider)
    _read_error(request, client)
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise RefusalError(Reason.INVALID)
    with _refusals():
        token = client.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
                "sub": {"essential": True},
            },
            leeway=MOST_CLOCK_DIFFERENCE,
        )
        return _statement(provider, client, token)


def way_out(provider: Provider, *, id_token: str, back_to: str) -> str:
    """The address that signs somebody out at the provider; nothing where it offers none."""
    client = _client_of(provider)
    with _refusals():
        if not client.load_server_metadata().get("end_session_endpoint"):
            return ""
        made = client.create_logout_url(
            back_to, id_token_hint=id_token, client_id=provider.client_id
        )
    return str(made["url"])


def _client_of(provider: Provider) -> _Client:
    client = _Client(
        DjangoIntegration(provider.name),
        name=provider.name,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS_TO_ANSWER,
        },
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
    )
    client.issuer = provider.issuer
    return client


@contextmanager
def _refusals() -> Iterator[None]:
    """Say in our words what failed; the provider's own are for its log."""
    try:
        yield
    except RequestException as error:
        raise RefusalError(Reason.SILENT) from error
    except ClaimError as error:
        is_of_time = error.claim in ("exp", "iat", "nbf")
        raise RefusalError(Reason.CLOCK if is_of_time else Reason.INVALID) from error
    except (OAuthError, JoseError, ValueError, TypeError) as error:
        raise RefusalError(Reason.INVALID) from error


def _read_error(request: HttpRequest, client: _Client) -> None:
    error = request.GET.get("error")
    if error is None:
        return
    client.framework.clear_state_data(request.session, request.GET.get("state"))
    if error == "access_denied":
        raise RefusalError(Reason.CANCELLED)
    raise RefusalError(Reason.SILENT if error in SOON_BACK else Reason.INVALID)


def _statement(provider: Provider, client: _Client, token: Mapping[str, Any]) -> Statement:
    claims: Mapping[str, Any] = token.get("userinfo") or {}
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise RefusalError(Reason.INVALID)
    _require_recent(claims.get("auth_time"))
    told = _told_beside(client, token, claims, needs=(provider.groups_claim, "name"))
    levels = {claims.get("acr"), *claims.get("amr", ())}
    return Statement(
        subject=subject,
        name=_name(told, default=subject),
        groups=_groups(told, provider.groups_claim),
        has_second_factor=not provider.second_factor.isdisjoint(levels),
        id_token=token["id_token"] if len(token["id_token"]) <= LONGEST_HINT else "",
    )


def _require_recent(auth_time: Any) -> None:
    """We ask with `max_age`, so the provider must say when (OpenID Connect Core 1.0, section 2)."""
    oldest = time.time() - settings.STAFF_SESSION_HOURS * 60 * 60 - MOST_CLOCK_DIFFERENCE
    if not isinstance(auth_time, int | float) or auth_time < oldest:
        raise RefusalError(Reason.INVALID)


def _told_beside(
    client: _Client, token: Mapping[str, Any], claims: Mapping[str, Any], *, needs: tuple[str, ...]
) -> Mapping[str, Any]:
    """The ID token's claims, with what the provider tells only where it is asked once more."""
    is_complete = all(_find(claims, each) is not None for each in needs)
    if is_complete or not client.load_server_metadata().get("userinfo_endpoint"):
        return claims
    more = client.userinfo(token=token)
    if more.get("sub") != claims["sub"]:
        raise RefusalError(Reason.INVALID)
    return {**more, **claims}


def _find(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, or by its path (`realm_access.roles`)."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _groups(told: Mapping[str, Any], claim: str) -> frozenset[str]:
    found = _find(told, claim)
    names = [found] if isinstance(found, str) else found
    if not isinstance(names, list):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str))


def _name(told: Mapping[str, Any], *, default: str) -> str:
    names = (told.get(claim) for claim in ("name", "preferred_username"))
    return next((name for name in names if isinstance(name, str) and name.strip()), default)[:120]
