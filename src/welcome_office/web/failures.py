"""Pages for when something is wrong: what happened, in plain words, and what helps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The form came from elsewhere or is too old."""
    return render(request, "failures/form_too_old.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The request cannot be understood."""
    return render(request, "failures/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The signed-in person may not do this."""
    return render(request, "failures/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """There is no such page, or it is not yours to see."""
    return render(request, "failures/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side."""
    return render(request, "failures/server_error.html", status=500)
