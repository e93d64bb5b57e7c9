"""Encrypts what is kept; keys come from the environment and can be changed one after the other."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class NoKeyError(Exception):
    """No key is set, so nothing can be kept: set UPLOAD_KEYS."""


class LostKeyError(Exception):
    """The key with which this was encrypted is gone: put it back behind the newer ones."""


def encrypt(content: bytes) -> bytes:
    """Encrypt with the newest key."""
    return _keys().encrypt(content)


def decrypt(content: bytes) -> bytes:
    """Read with whichever key fits."""
    try:
        return _keys().decrypt(bytes(content))
    except InvalidToken:
        raise LostKeyError from None


def renew(content: bytes) -> bytes:
    """Encrypt anew with the newest key."""
    try:
        return _keys().rotate(bytes(content))
    except InvalidToken:
        raise LostKeyError from None


def _keys() -> MultiFernet:
    if not settings.UPLOAD_KEYS:
        raise NoKeyError
    return MultiFernet([Fernet(key) for key in settings.UPLOAD_KEYS])
