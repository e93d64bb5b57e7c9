"""What is answered: offers, or the reasons why there are none."""

import datetime as dt
from typing import Literal

from msgspec import Struct

Reason = Literal[
    "no_resource",
    "unknown_language",
    "no_hours",
    "notice",
    "fully_booked",
    "too_long",
    "order",
]


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One service for some people of the visit, at resources, from start to end (excluded)."""

    service: str
    people: tuple[str, ...]
    resource: str
    also: tuple[str, ...]
    interpreter: str | None
    start: dt.datetime
    end: dt.datetime


class Offer(Struct, frozen=True, forbid_unknown_fields=True):
    """A time found for a visit: all of its steps, one after the other on one day."""

    start: dt.datetime
    end: dt.datetime
    wait_minutes: int
    steps: tuple[Step, ...]


class Obstacle(Struct, frozen=True, forbid_unknown_fields=True):
    """Why there is no offer, for one service, or for the chain of all when `service` is null."""

    service: str | None
    reason: Reason
    detail: str


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """Offers in the order asked for; without any, at least one obstacle."""

    offers: tuple[Offer, ...]
    obstacles: tuple[Obstacle, ...]
