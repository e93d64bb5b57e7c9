"""Brakes for forms that could be misused: so many tries in so much time, over all processes."""

from django.core.cache import cache


def is_too_often(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count this try; whether there were too many of them since the first."""
    key = f"brake:{what}:{who}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:
        # It ran out between the two lines: a new span begins.
        cache.set(key, 1, seconds)
        return False
