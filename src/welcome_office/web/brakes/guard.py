"""The brake before what programs like to do a thousand times: people hardly ever notice it.

A form is refused to nobody. One that is hours old, or that comes when very much is sent, comes back
once on a page of its own, with everything that was typed, and is sent on from there.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from welcome_office.web.brakes.challenge import Challenge, is_met, new_challenge, read_challenge
from welcome_office.web.brakes.fields import ADDED, ANSWER, CHALLENGE, TRAP
from welcome_office.web.brakes.load import load_of, load_of_looking
from welcome_office.web.brakes.passes import give_pass, is_lifted, use_pass
from welcome_office.web.brakes.tickets import is_ticket_good

View = Callable[..., HttpResponse]
# Buttons that only bring the page back: another language, a longer hold.
FREE = ("other_language", "extend")
UNSENT = ADDED | {"csrfmiddlewaretoken"}


def guard(what: str, *, signed: bool = True) -> Callable[[View], View]:
    """Brake a form that is sent; `signed` forms carry `{% form_fields %}` and grow old."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST" or any(name in request.POST for name in FREE):
                return view(request, *args, **kwargs)
            if signed and not is_ticket_good(request, what):
                return _again(request, what, status=409)
            load = load_of(request, what)
            if _may_go_on(request, request.POST, load=load):
                return view(request, *args, **kwargs)
            return _again(request, what, challenge=_asked(request.POST, load=load))

        return guarded

    return decorate


def guard_looking(what: str) -> Callable[[View], View]:
    """Brake a question that costs us something; opening the page without one is free."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.GET:
                return view(request, *args, **kwargs)
            load = load_of_looking(request, what)
            if not _may_go_on(request, request.GET, load=load):
                return _again(request, what, challenge=_asked(request.GET, load=load))
            if CHALLENGE in request.GET:
                return redirect(f"{request.path}?{_without_ours(request.GET).urlencode()}")
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _may_go_on(request: HttpRequest, sent: QueryDict, *, load: float) -> bool:
    is_usual = load <= 1 and not sent.get(TRAP) and CHALLENGE not in sent
    if is_usual or is_lifted(request):
        return True
    challenge = read_challenge(sent.get(CHALLENGE, ""))
    if challenge is not None and is_met(challenge, answer=sent.get(ANSWER, "")):
        give_pass(request)
        return True
    return not sent.get(TRAP) and use_pass(request)


def _asked(sent: QueryDict, *, load: float) -> Challenge:
    """The challenge of somebody who did not wait long enough goes on; else a new one."""
    before = read_challenge(sent.get(CHALLENGE, ""))
    return before if before is not None and before.seconds_left > 0 else new_challenge(load=load)


def _again(
    request: HttpRequest, what: str, *, challenge: Challenge | None = None, status: int = 429
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    context = {
        "what": what,
        "method": "post" if request.method == "POST" else "get",
        "sent": list(_typed(sent)),
        "challenge": challenge,
        # Somebody who waits was here before, and only a little too early.
        "is_early": challenge is not None and challenge.token == sent.get(CHALLENGE),
    }
    response = render(request, "brakes/again.html", context, status=status)
    if challenge is not None:
        response["Retry-After"] = str(challenge.seconds_left)
    return response


def _typed(sent: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in sent.lists():
        if name not in UNSENT:
            yield from ((name, str(value)) for value in values)


def _without_ours(sent: QueryDict) -> QueryDict:
    kept = sent.copy()
    for name in UNSENT & kept.keys():
        del kept[name]
    return kept
