"""Answers for machines that watch whether the program runs."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from welcome_office import __version__


@require_safe
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes the request
    """The process answers, and which version it is: during an upgrade two of them do."""
    return JsonResponse({"status": "ok", "version": __version__})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes the request
    """The process can work: its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
