"""The demo's staff: one account per role and organisation, with a password everybody may read.

They exist only where `DEMO` is set; a real office refuses to start with them
(`people.queries.has_demo_accounts`).
"""

import base64
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache as counts
from django.db import transaction
from django.utils.text import slugify

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.actions import give_role
from welcome_office.partners.models import Membership, Office, Resource
from welcome_office.partners.office_files import Partner
from welcome_office.partners.queries import definition_of
from welcome_office.people.actions import open_account
from welcome_office.people.models import User
from welcome_office.people.queries import DEMO_DOMAIN
from welcome_office.web.desk.second_factor import used_code_key

DEMO_PASSWORD = "herein-in-die-gute-stube"  # noqa: S105 - known to everybody, that is the point
SECONDS_PER_CODE = 30
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
Role = Membership.Role


@dataclass(frozen=True, kw_only=True)
class DemoSignIn:
    """One account that everybody may use."""

    email: str
    name: str
    role: Membership.Role
    partner: str | None = None
    password: str = DEMO_PASSWORD


def demo_sign_ins(office: Office) -> list[DemoSignIn]:
    """The demo's accounts of this office, for the sign-in page and the launcher's last lines."""
    file = definition_of(office)
    staffed = {each.partner for each in file.resources if each.kind == "counsellor"}
    return [
        *(
            DemoSignIn(
                email=f"{_address(partner)}@{DEMO_DOMAIN}",
                name=partner.short_name.in_language("de"),
                role=Role.COUNSELLOR,
                partner=partner.id,
            )
            for partner in file.partners
            if partner.id in staffed
        ),
        DemoSignIn(email=f"empfang@{DEMO_DOMAIN}", name="Empfang", role=Role.FRONT_DESK),
        DemoSignIn(email=f"koordination@{DEMO_DOMAIN}", name="Koordination", role=Role.COORDINATOR),
        DemoSignIn(email=f"verwaltung@{DEMO_DOMAIN}", name="Verwaltung", role=Role.ADMINISTRATOR),
    ]


def _address(partner: Partner) -> str:
    """The organisation's German name as it stands in addresses: "auslaenderbuero"."""
    name = partner.short_name.in_language("de").lower()
    return slugify(name.translate(UMLAUTS))


@transaction.atomic
def prepare_demo_staff(office: Office) -> None:
    """Make the accounts that are missing; the others stay as they are."""
    if not settings.DEMO:
        raise RuntimeError("Demo accounts are for the demo only: set WELCOME_OFFICE_DEMO=true.")
    for sign_in in demo_sign_ins(office):
        user = User.objects.filter(email=sign_in.email).first() or _open(sign_in, office)
        if not user.memberships.filter(office=office).exists():
            _give_role(user, sign_in, office)
        # Written at every start, because the key that encrypts it may be a new one.
        Authenticator.objects.update_or_create(
            user=user,
            type=Authenticator.Type.TOTP,
            defaults={"data": {"secret": encrypt(_secret(user))}},
        )


def _open(sign_in: DemoSignIn, office: Office) -> User:
    user = open_account(email=sign_in.email, name=sign_in.name, office=office.slug, by=PROGRAM)
    user.password = _hashed(sign_in.password)
    user.save(update_fields=["password"])
    return user


@cache
def _hashed(password: str) -> str:
    """Hash once for all accounts: hashing is slow by design, and everybody knows the password."""
    return make_password(password)


def _give_role(user: User, sign_in: DemoSignIn, office: Office) -> None:
    desk = Resource.objects.filter(office=office, kind="counsellor", is_active=True)
    own = desk.filter(partner__slug=sign_in.partner).select_related("partner").first()
    give_role(
        user.pk,
        office=office,
        role=sign_in.role,
        partner=own.partner if own else None,
        resource=own,
        by=PROGRAM,
    )


def _secret(user: User) -> str:
    """A secret that everybody can compute: the demo's second factor shows how it works, no more."""
    return base64.b32encode(hashlib.sha256(f"demo:{user.email}".encode()).digest()[:20]).decode()


def current_code(user: User) -> str:
    """A code of this demo account that still works, else an empty text."""
    if not (user.email or "").endswith(f"@{DEMO_DOMAIN}"):
        return ""
    unused = (code for code in _codes(user) if counts.get(used_code_key(user, code)) is None)
    return next(unused, "")


def _codes(user: User) -> Iterator[str]:
    # Many may try the same account in one minute, so the neighbours of the current code serve too.
    now = int(time.time()) // SECONDS_PER_CODE
    return (format_hotp_value(hotp_value(_secret(user), now + step)) for step in (0, 1, -1))
