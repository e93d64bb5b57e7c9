"""Which organisations sign their staff in themselves, as the operator's settings say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec
from django.conf import settings

from welcome_office.core.wording import current_language
from welcome_office.partners.models import Membership, Office, Partner
from welcome_office.partners.queries import definition_of

NEEDED = {
    "OFFICE": "the short name of the office, as load-office printed it",
    "PARTNER": "the id of the organisation in the office's partners.yaml",
    "ISSUER": "the provider's address, exactly as its metadata say it",
    "CLIENT_ID": "under which name the provider knows us",
    "CLIENT_SECRET": "the secret that belongs to the client id",
    "ROLES": 'which group gives which role, e.g. {"welcome-advice": "counsellor"}',
}
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, kw_only=True)
class Provider:
    """The provider of one organisation: whoever signs in there works for that organisation."""

    name: str
    office: str
    partner: str
    issuer: str
    client_id: str
    client_secret: str
    groups_claim: str
    # The first group that somebody belongs to gives the role.
    roles: Mapping[str, Membership.Role]
    # Values of `acr` and `amr` that mean a second factor.
    second_factor: frozenset[str]

    @property
    def audit_name(self) -> str:
        """How the audit trail names the provider when it gives and takes roles."""
        return f"provider:{self.name}"


def providers_of(office: Office) -> list[Provider]:
    """The providers whose people work in this office, in the order of the settings."""
    own = [each for each in all_providers() if each.office == office.slug]
    known = Partner.objects.filter(office=office, is_active=True)
    there = set(known.values_list("slug", flat=True)) if own else set[str]()
    return [each for each in own if each.partner in there]


@dataclass(frozen=True)
class Door:
    """A provider, and what people call its organisation."""

    provider: Provider
    organisation: str


def doors_of(office: Office) -> list[Door]:
    """The providers whose people work in this office, by the names that people know."""
    return [Door(each, organisation_of(each, office)) for each in providers_of(office)]


def organisation_of(provider: Provider, office: Office) -> str:
    """What people call the organisation."""
    partners = {each.id: each for each in definition_of(office).partners}
    return partners[provider.partner].short_name.in_language(current_language().code)


def all_providers() -> list[Provider]:
    """Every provider; the program does not start while one of them is incomplete."""
    return [_read(name, said) for name, said in settings.OIDC_PROVIDERS.items()]


def faults() -> Iterator[str]:
    """What is missing or wrong in the settings of providers, each with its remedy."""
    for name, said in settings.OIDC_PROVIDERS.items():
        if not NAME.fullmatch(name):
            yield f"OIDC_PROVIDERS: {name!r} is no name. Use small letters, digits and hyphens."
            continue
        missing = [setting for setting in NEEDED if not said[setting]]
        for setting in missing:
            yield f"Set {variable(name, setting)}: {NEEDED[setting]}."
        if "ISSUER" not in missing and not _is_safe(said["ISSUER"]):
            yield f"{variable(name, 'ISSUER')} must begin with https://."
        if "ROLES" not in missing:
            yield from _faults_of_roles(variable(name, "ROLES"), said["ROLES"])


def variable(name: str, setting: str) -> str:
    """The environment variable of a provider's setting."""
    return f"OIDC_{name.upper().replace('-', '_')}_{setting}"


def _is_safe(issuer: str) -> bool:
    address = urlsplit(issuer)
    is_here = settings.DEMO and address.hostname == "localhost"
    return address.scheme == "https" or (address.scheme == "http" and is_here)


def _faults_of_roles(name: str, said: str) -> Iterator[str]:
    try:
        roles = msgspec.json.decode(said, type=dict[str, str])
    except msgspec.DecodeError as error:
        yield f"{name} is no JSON object of group and role: {error}."
        return
    for group, role in roles.items():
        if role not in Membership.Role:
            known = ", ".join(Membership.Role)
            yield f"{name}: there is no role {role!r} (group {group!r}). Use one of: {known}."


def _read(name: str, said: Mapping[str, str]) -> Provider:
    roles = msgspec.json.decode(said["ROLES"], type=dict[str, str])
    return Provider(
        name=name,
        office=said["OFFICE"],
        partner=said["PARTNER"],
        issuer=said["ISSUER"],
        client_id=said["CLIENT_ID"],
        client_secret=said["CLIENT_SECRET"],
        groups_claim=said["GROUPS_CLAIM"] or "groups",
        roles={group: Membership.Role(role) for group, role in roles.items()},
        second_factor=frozenset(filter(None, map(str.strip, said["SECOND_FACTOR"].split(",")))),
    )
