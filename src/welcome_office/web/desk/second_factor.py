"""The second factor: secrets kept encrypted, each code good for one sign-in."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Longer than any code is accepted (three steps of thirty seconds).
SECONDS_REMEMBERED = 120
SECRETS = ("secret", "seed", "migrated_codes")
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class UnreadableFactorError(ValidationError):
    """A second factor was encrypted with a key that the settings do not name any more."""

    def __init__(self) -> None:
        """Tell whoever signs in whom to ask."""
        super().__init__(_("Your second factor cannot be read. Ask those who run this server."))


def has_factor(user: Any) -> bool:
    """Whether the account has a second factor; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    return bool(factors.exists())


def page_that_asks_again(user: Any) -> str:
    """The page where somebody who is signed in gives the second factor."""
    kinds = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    if not kinds.exists():
        return "mfa_activate_totp"
    has_codes = kinds.filter(type=Authenticator.Type.TOTP).exists()
    return "mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn"


def factor_is_done(request: HttpRequest) -> bool:
    """Whether the second factor was given in this very session."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def used_code_key(user: Any, code: str) -> str:
    """The name under which all processes remember that this code was used."""
    return f"second-factor:{user.pk}:{code}"


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second-factor:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def renew_factors() -> Iterator[tuple[int, bool]]:
    """Encrypt each second factor with the newest key: whose it is, and whether it was readable."""
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if factor is None:
                continue
            try:
                factor.data = {name: _renewed(name, kept) for name, kept in factor.data.items()}
            except InvalidToken:
                yield factor.user_id, False
                continue
            factor.save(update_fields=["data"])
        yield factor.user_id, True


def _renewed(name: str, kept: Any) -> Any:
    if name not in SECRETS:
        return kept
    if isinstance(kept, list):
        return [_renewed(name, each) for each in kept]
    return _keys().rotate(kept.encode()).decode()


class StaffFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Secrets of second factors are worth nothing to whoever gets hold of the database alone."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Take the one that is shown now."),
    }

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002 - allauth's signature
        """Number the security keys of an account."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Security key %(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret from the database, also one written before the key was changed."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise UnreadableFactorError from error


class OnceOnly:
    """A code works once, for as long as clocks that differ would accept it."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Refuse a code that somebody read off and uses a second time."""
        code: str = super().clean_code()  # type: ignore[misc] # the form that this is mixed into
        if not cache.add(used_code_key(self.user, code), "used", SECONDS_REMEMBERED):
            raise get_account_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(OnceOnly, AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """The code at sign-in."""


class SecondFactorAgainForm(OnceOnly, ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The code before a change of the account."""
