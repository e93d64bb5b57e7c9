"""Pages for when something is wrong: what happened, in plain words, and what helps."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from psycopg import errors

# Until a database that was started anew answers again, usually.
SECONDS_TO_WAIT = 5
AWAY = (OperationalError, InterfaceError, errors.OperationalError, errors.InterfaceError)


@dataclass(frozen=True)
class Failure:
    """What went wrong, in the words of the person who reads it."""

    title: str
    sentences: tuple[str, ...]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The form came from elsewhere or is too old."""
    return _answer(
        request,
        403,
        gettext("This form has become too old"),
        gettext("Nothing was saved. Please go back, load the page again and send it once more."),
        gettext("This works only if your browser keeps cookies."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The request cannot be understood."""
    return _answer(
        request,
        400,
        gettext("We could not read this"),
        gettext("Nothing was saved. Please go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The signed-in person may not do this."""
    return _answer(
        request,
        403,
        gettext("This page is not for you"),
        gettext("Your account may not see this page. If you need it, ask the administrator."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """There is no such page, or it is not yours to see."""
    if not hasattr(request, "office"):
        return _answer(
            request,
            404,
            gettext("There is no Welcome Office at this address"),
            gettext("Please check the address. If you run this server: load an office first."),
        )
    return _answer(
        request,
        404,
        gettext("This page does not exist"),
        gettext("The link may be too old, or a letter is missing in the address."),
    )


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Something was tried more often than a person does."""
    response = _answer(
        request,
        429,
        gettext("That was too often"),
        gettext("Please wait five minutes, then try again."),
    )
    response["Retry-After"] = str(5 * 60)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side, or the database is away for a moment."""
    if any(isinstance(cause, AWAY) for cause in _causes(sys.exception())):
        return _come_again(request)
    return _answer(
        request,
        500,
        gettext("Something broke on our side"),
        gettext("It is not your fault. Please try again in a few minutes."),
        gettext("What you had booked before stays booked."),
    )


def _come_again(request: HttpRequest) -> HttpResponse:
    answer = _answer(
        request,
        503,
        gettext("We are away for a moment"),
        gettext("It is not your fault. Please try again in a minute."),
        gettext("What you had booked before stays booked."),
    )
    answer["Retry-After"] = str(SECONDS_TO_WAIT)
    return answer


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _answer(request: HttpRequest, status: int, title: str, *sentences: str) -> HttpResponse:
    failure = Failure(title, sentences)
    return render(request, "failures/failure.html", {"failure": failure}, status=status)
