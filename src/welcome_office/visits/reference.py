"""The reference of a visit: short enough to be read out on the phone, and a slip shows.

Six characters and one that checks them. The alphabet leaves out what looks or sounds alike
(0/O, 1/I/L, 2/Z, 5/S, 8/B, G, V) and has 23 characters, a prime number, so that the check finds
every single wrong character and every two neighbours swapped (weighted sum, as in ISBN-10).
"""

import secrets

ALPHABET = "34679ACDEFHJKMNPQRTUWXY"
LENGTH = 6


def new_reference() -> str:
    """Draw a reference at random."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The character that makes the weighted sum come out."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def read_reference(typed: str) -> str | None:
    """What somebody typed or said as a reference, or None when it cannot be one."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != LENGTH + 1 or any(sign not in ALPHABET for sign in signs):
        return None
    return signs if check_character(signs[:LENGTH]) == signs[LENGTH] else None


def show_reference(reference: str) -> str:
    """Write it in two groups, as people read it out."""
    return f"{reference[:3]}-{reference[3:]}"
