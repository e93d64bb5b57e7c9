"""The second factor: secrets kept encrypted, each code good for one sign-in."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Longer than any code is accepted (three steps of thirty seconds).
SECONDS_REMEMBERED = 120
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


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
        return _keys().decrypt(encrypted_text.encode()).decode()


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
