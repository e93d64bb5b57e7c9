"""What all web processes count together: failed sign-ins, codes already used."""

from django.utils.crypto import salted_hmac


def keep_key_secret(key: str, prefix: str, version: int) -> str:
    """Store counters under a keyed hash: their names carry addresses of visitors."""
    return salted_hmac("shared-counts", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
