"""People who ask which way is open to them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from welcome_office.pathways.checking import Answer, Check

DAY = date(2026, 11, 21)
DEVELOPER: Mapping[str, Answer] = {
    "nationality": "IN",
    "location": "abroad",
    "birth_date": "1990-05-01",
    "qual_type": "academic",
    "qual_state": "equivalent",
    "qual_date": "2014-07-01",
    "isco08": "2512",
    "salary": 45500,
}


def check(purpose: str = "work", **told: Any) -> Check:
    """The developer from India with an offer that is a little too low, unless told otherwise."""
    return Check(purpose=purpose, told={**DEVELOPER, **told}, day=DAY)
