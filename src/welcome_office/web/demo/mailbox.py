"""The demo's mail: what was caught instead of sent, for whoever tries the office out.

A real office never lists mail: without DEMO these pages do not exist.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from welcome_office.web.demo.letters import CaughtMail, find_mail, newest_mails

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
MOST_SHOWN = 100
# Others are handed over as bytes that no browser opens.
SHOWN_KINDS = {"text/calendar", "application/pdf"}


def only_in_the_demo(view: View[Rest]) -> View[Rest]:
    """There is no such page in a real office."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_in_the_demo
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails first."""
    return render(request, "demo/mails.html", {"mails": newest_mails(_folder(), MOST_SHOWN)})


@only_in_the_demo
@require_safe
def mail(request: HttpRequest, *, name: str) -> HttpResponse:
    """One mail as its reader sees it, with its links and what is attached."""
    return render(request, "demo/mail.html", {"mail": _found(name)})


@only_in_the_demo
@require_safe
def attachment(request: HttpRequest, *, name: str, index: int) -> HttpResponse:  # noqa: ARG001 - every view takes the request
    """Something attached to a mail, to keep."""
    attachments = _found(name).attachments
    if index >= len(attachments):
        raise Http404
    found = attachments[index]
    response = HttpResponse(
        found.content,
        content_type=found.kind if found.kind in SHOWN_KINDS else "application/octet-stream",
    )
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


def _found(name: str) -> CaughtMail:
    found = find_mail(_folder(), name)
    if found is None:
        raise Http404
    return found


def _folder() -> Path:
    assert settings.MAIL_FOLDER is not None, "the demonstration has a folder"
    return settings.MAIL_FOLDER
