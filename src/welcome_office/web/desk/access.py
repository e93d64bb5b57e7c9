"""The desk's door: signed in, a member of this office, second factor given, and the right."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, path

from welcome_office.partners.models import Membership
from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import membership_of
from welcome_office.people.models import User
from welcome_office.web.desk.second_factor import factor_is_done, page_that_asks_again
from welcome_office.web.middleware import OfficeRequest

log = logging.getLogger("welcome_office.access")
Arguments = ParamSpec("Arguments")


class StaffRequest(OfficeRequest):
    """A request of a member of this office who has given the second factor."""

    user: User
    member: Membership


def desk_page(
    route: str,
    view: Callable[Concatenate[StaffRequest, ...], HttpResponse],
    *,
    name: str,
    needs: Right | None,
) -> URLPattern:
    """Give a view of the desk its address; there is no way without saying which right it needs.

    `needs=None` is for pages that every member may see.
    """
    return path(route, members_only(view, needs=needs), name=name)


def right_needed(page: URLPattern) -> Right | None:
    """Which right a page of the desk needs; None where every member may see it."""
    needed: Right | None = page.callback.needs  # type: ignore[attr-defined] # set by `members_only`
    return needed


def members_only(
    view: Callable[Concatenate[StaffRequest, Arguments], HttpResponse], *, needs: Right | None
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
    """Let members of this office through who have the right; for others there is no page."""

    @wraps(view)
    def guarded(request: Any, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        if not factor_is_done(request):
            step = resolve_url(page_that_asks_again(request.user))
            return redirect_to_login(request.get_full_path(), step)
        member = _member(request)
        if member is None or (needs is not None and not may(member, needs)):
            log.warning("refused", extra={"user": request.user.audit_name, "needs": str(needs)})
            raise Http404
        request.member = member
        return view(request, *args, **kwargs)

    guarded.needs = needs  # type: ignore[attr-defined] # read by `right_needed`
    return guarded


def _member(request: Any) -> Membership | None:
    office = getattr(request, "office", None)
    return membership_of(request.user.pk, office=office) if office else None
