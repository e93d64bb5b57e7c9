"""Who has shown once that nobody floods the office is not asked again at every page."""

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from welcome_office.core.counting import Counted, count

PASS = "brake_pass"  # noqa: S105 - the name of a place in the session
LIFTED = "brake_lifted_until"
USES = 10
GOOD_FOR = timedelta(minutes=20)


def lift_proof(request: HttpRequest, *, hours: int = 2) -> None:
    """Ask this session for no proof for a while, e.g. because it gave a partner's booking code."""
    request.session[LIFTED] = timezone.now().timestamp() + 3600 * hours


def is_lifted(request: HttpRequest) -> bool:
    """Whether this session is asked for no proof."""
    until: float = request.session.get(LIFTED, 0)
    return timezone.now().timestamp() < until


def give_pass(request: HttpRequest) -> None:
    """Let the session send some more forms without a new proof."""
    until = (timezone.now() + GOOD_FOR).timestamp()
    request.session[PASS] = {"id": secrets.token_urlsafe(12), "until": until}


def use_pass(request: HttpRequest) -> bool:
    """Use the session's pass once; sessions copied to many programs share its uses."""
    given: dict[str, Any] | None = request.session.get(PASS)
    if given is None or timezone.now().timestamp() >= given["until"]:
        return False
    used = Counted(what="pass", who=given["id"], within=timedelta(days=1))
    return count(used)[0] <= USES
