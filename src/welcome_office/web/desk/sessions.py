"""A member of staff stays signed in for a day of work at the most, and not beside a left desk."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# Writing the session at every click would cost a write for nothing.
SECONDS_BETWEEN_NOTES = 60


def note_sign_in(request: HttpRequest) -> None:
    """Begin to count the hours of a session."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


def end_old_sessions(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out whoever signed in too long ago or did nothing for too long."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            _end_or_note(request, now=time.time())
        return answer(request)

    return middleware


def _end_or_note(request: HttpRequest, *, now: float) -> None:
    # A session that nobody dated is as old as can be.
    signed_in_at = request.session.get(SIGNED_IN_AT, 0.0)
    seen_at = request.session.get(SEEN_AT, 0.0)
    hours = settings.STAFF_SESSION_HOURS
    minutes = settings.STAFF_SESSION_IDLE_MINUTES
    if now - signed_in_at > 60 * 60 * hours or now - seen_at > 60 * minutes:
        logout(request)
        messages.info(request, _("You were signed out because you were away for a while."))
    elif now - seen_at > SECONDS_BETWEEN_NOTES:
        request.session[SEEN_AT] = now
