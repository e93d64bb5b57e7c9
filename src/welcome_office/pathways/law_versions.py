"""States of the residence law as they are kept for ever: packed, and ready to judge again."""

import json
import zlib
from functools import lru_cache

from welcome_office.law.residence.law import ResidenceLaw, residence_law
from welcome_office.lawbook.book import Book
from welcome_office.pathways.models import RuleVersion


def pack_law(law: ResidenceLaw) -> bytes:
    """The checked law as packed JSON."""
    return zlib.compress(json.dumps(law.data, ensure_ascii=False).encode(), level=9)


def unpack_law(version: str, packed: bytes) -> ResidenceLaw:
    """The law out of its packed form."""
    data = json.loads(zlib.decompress(packed))
    return ResidenceLaw(version=version, book=Book(data), data=data)


@lru_cache(maxsize=8)
def law_of_version(version: str) -> ResidenceLaw:
    """The law of a version: that of today, else the kept one; RuleVersion.DoesNotExist if none."""
    today = residence_law()
    if version == today.version:
        return today
    kept = RuleVersion.objects.get(version=version)
    return unpack_law(version, bytes(kept.packed))
