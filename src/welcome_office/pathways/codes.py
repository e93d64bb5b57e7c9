"""Codes that open what somebody keeps without an account; only a digest of them is stored."""

import secrets

from django.utils.crypto import salted_hmac

# Without letters and digits that look or sound alike.
ALPHABET = "34679ACDEFHJKMNPQRTUWXY"
# 23 ** 16 codes are 72 bits: nobody finds one by trying.
LENGTH = 16
# Only staff can try these, slowly, and for a week: 36 bits are enough, and can be read out.
SHARE_LENGTH = 8
GROUP = 4


def new_code(*, length: int = LENGTH) -> str:
    """Draw a code at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_code(typed: str, *, length: int = LENGTH) -> str | None:
    """What somebody typed as a code, or None when it cannot be one."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    fits = len(signs) == length and all(sign in ALPHABET for sign in signs)
    return signs if fits else None


def show_code(code: str) -> str:
    """Write it in groups of four, as people read it out."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest_of(code: str) -> str:
    """What is stored instead of the code."""
    return salted_hmac("pathways-code", code, algorithm="sha256").hexdigest()
