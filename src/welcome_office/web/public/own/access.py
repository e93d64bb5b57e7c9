"""The door to a booked visit's own pages: the link, and nothing else."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from welcome_office.visits.models import Visit
from welcome_office.web.public.visit_page import visit_of_link

View = Callable[..., HttpResponse]
BOOKED = (Visit.State.CONFIRMED,)
# What was cancelled or is over can still be looked at and deleted.
KNOWN = (Visit.State.PENDING, Visit.State.CONFIRMED, Visit.State.CANCELLED)


def own_page(
    *, states: Collection[str] = BOOKED, until_begin: bool = False, until_end: bool = False
) -> Callable[[View], View]:
    """Open a page only to whoever has the visit's link, and only while it makes sense.

    The pages of others change nothing by being opened; what changes something is a button (POST).
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, *, token: str, **kwargs: Any) -> HttpResponse:
            found = visit_of_link(request, token)
            if found is None:
                return render(request, "public/link_ended.html", status=404)
            now = timezone.now()
            is_late = (until_begin and found.during.lower <= now) or (
                until_end and found.during.upper <= now
            )
            if found.state not in states or is_late:
                return redirect("public:visit", token=token)
            return view(request, found, token=token, **kwargs)

        return guarded

    return decorate


def back_to_visit(token: str, *, news: str = "") -> HttpResponse:
    """Show the visit, with a line about what has just been done."""
    page = redirect("public:visit", token=token)
    if news:
        page["Location"] += f"?news={news}"
    return page
