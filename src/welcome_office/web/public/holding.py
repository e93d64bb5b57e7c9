"""The time left while a visit is held, and the page for when it is over."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from welcome_office.visits.actions.hold import MOST_EXTENSIONS
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of


@dataclass(frozen=True)
class TimeLeft:
    """How long a visit is still held."""

    until: datetime
    seconds: int
    may_extend: bool

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up: nobody is promised a minute less than there is."""
        return -(-self.seconds // 60)


def time_left(visit: Visit | None) -> TimeLeft | None:
    """How long the visit is held; None when it ended or was cancelled."""
    if visit is None or visit.expires_at is None:
        return None
    seconds = int((visit.expires_at - timezone.now()).total_seconds())
    if seconds <= 0:
        return None
    return TimeLeft(
        until=visit.expires_at.astimezone(zone_of(visit.office)),
        seconds=seconds,
        may_extend=visit.state == Visit.State.HELD and visit.extensions < MOST_EXTENSIONS,
    )


def contact_is_busy(request: HttpRequest, *, back: str) -> HttpResponse:
    """Say that nothing more is booked or sent for this contact just now, and what helps.

    Not why: whoever types somebody else's address must not learn what that person booked.
    """
    return render(request, "public/contact_is_busy.html", {"back": back}, status=429)


def hold_ended(request: HttpRequest) -> HttpResponse:
    """Say that the time is free again, and that nothing else is lost."""
    return render(request, "public/hold_ended.html", status=410)
