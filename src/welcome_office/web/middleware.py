"""What every request goes through: a name for the log, the office, and privacy of the answers."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from welcome_office.core.logs import current_request_id
from welcome_office.partners.models import Office
from welcome_office.partners.queries import office_for_host

METHODS = ("GET", "HEAD", "POST")
Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("welcome_office.requests")


class OfficeRequest(HttpRequest):
    """A request that knows which office it is for."""

    office: Office


def name_the_request(answer: Answer) -> Answer:
    """Give each request an id, and log which kind of page was asked for, never its address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex[:12]
        token = current_request_id.set(request_id)
        started = time.perf_counter()
        try:
            response = answer(request)
            _log(request, response, milliseconds=1000 * (time.perf_counter() - started))
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response

    return middleware


def _log(request: HttpRequest, response: HttpResponse, *, milliseconds: float) -> None:
    # Addresses can carry a person's link, so the name of the view stands for them.
    view = request.resolver_match.view_name if request.resolver_match else "-"
    log.info(
        "request",
        extra={
            "method": request.method,
            "view": view,
            "status": response.status_code,
            "ms": round(milliseconds, 1),
        },
    )


def refuse_other_methods(answer: Answer) -> Answer:
    """Pages are asked for and forms are sent; nothing here needs TRACE, PUT and the like."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return answer(request)

    return middleware


def find_office(answer: Answer) -> Answer:
    """Find the office that answers at this host name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        office = office_for_host(request.get_host().partition(":")[0])
        if office is not None:
            request.office = office  # type: ignore[attr-defined] # OfficeRequest says that it is there
        return answer(request)

    return middleware


def keep_answers_private(answer: Answer) -> Answer:
    """No cache keeps a page: it may show what somebody just typed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if "Cache-Control" not in response:
            patch_cache_control(response, no_store=True, private=True)
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response

    return middleware
