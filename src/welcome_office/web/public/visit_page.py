"""The visit's own page, which the mailed link opens: to confirm, to look at, to cancel."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from welcome_office.cases.queries import restriction_of
from welcome_office.core.audit import VISITOR
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.queries import enquiry_of_visit
from welcome_office.visits.actions import cancel_visit, confirm_visit
from welcome_office.visits.codes import link_token, visit_behind
from welcome_office.visits.documents.preparation import preparation_of_visit
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.documents.wording import preparation_in_words
from welcome_office.visits.errors import AlreadyBookedError, HoldEndedError, VisitPastError
from welcome_office.visits.models import Visit
from welcome_office.visits.route import route_of_visit
from welcome_office.web.public.access import office_of
from welcome_office.web.public.holding import time_left

# What was done on one of the visit's own pages.
NEWS: Mapping[str, Promise] = {
    "moved": _("Your visit has moved. We send you everything anew."),
    "changed": _("Your visit has changed. We send you everything anew."),
    "late": _("The desk knows that you will be late."),
    "coming": _("Thank you. See you then."),
    "taken": _("You have the new time. We send you everything."),
    "corrected": _("This is corrected."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, *, token: str) -> HttpResponse:
    """Show the visit; its button confirms it while it waits. Opening the page changes nothing."""
    found = visit_of_link(request, token)
    if found is None:
        return render(request, "public/link_ended.html", status=404)
    if request.method == "POST":
        return _confirm(request, found, token=token)
    if found.state == Visit.State.CONFIRMED:
        news = NEWS.get(request.GET.get("news", ""), "")
        return render(request, "public/visit.html", {**visit_context(found), "news": news})
    if found.state == Visit.State.PENDING and time_left(found) is not None:
        context = {"route": route_of_visit(found), "left": time_left(found)}
        return render(request, "public/confirm.html", context)
    if found.state == Visit.State.CANCELLED:
        return render(request, "public/cancelled.html", {"token": token})
    return render(request, "public/link_ended.html", status=410)


def visit_of_link(request: HttpRequest, token: str) -> Visit | None:
    """The visit that a link of this office opens, unless a newer link replaced it."""
    known = visit_behind(token)
    if known is None:
        return None
    return visits_in_full().filter(pk=known.pk, office=office_of(request)).first()


def _confirm(request: HttpRequest, found: Visit, *, token: str) -> HttpResponse:
    try:
        confirm_visit(found, by=VISITOR)
    except HoldEndedError:
        return render(request, "public/link_ended.html", status=410)
    except AlreadyBookedError:
        return render(request, "public/already_booked.html", status=409)
    return redirect("public:visit", token=token)


def visit_context(found: Visit) -> dict[str, Any]:
    """Everything that the page of a booked visit shows; fetch the visit by `visits_in_full`."""
    definition = definition_of(found.office)
    return {
        "visit": found,
        "route": route_of_visit(found),
        "preparation": preparation_in_words(preparation_of_visit(found), definition),
        "token": link_token(found),
        "restriction": restriction_of(found.audit_subject),
        "has_enquiry": enquiry_of_visit(found.pk) is not None,
        "is_ahead": found.during.lower > timezone.now(),
        "is_over": found.during.upper <= timezone.now(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, *, token: str) -> HttpResponse:
    """Ask once more, then give the times back."""
    found = visit_of_link(request, token)
    if found is None:
        return render(request, "public/link_ended.html", status=404)
    if found.state == Visit.State.CANCELLED:
        return render(request, "public/cancelled.html", {"token": token})
    if request.method != "POST":
        context = {"route": route_of_visit(found), "token": token}
        return render(request, "public/cancel.html", context)
    try:
        cancel_visit(found, by=VISITOR)
    except VisitPastError:
        return render(request, "public/link_ended.html", status=410)
    return redirect("public:visit", token=token)
