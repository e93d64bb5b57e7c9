"""Move and cancel somebody's visit at the desk, and print its paper."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from welcome_office.visits.actions import cancel_visit, move_visit, same
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import VisitPastError
from welcome_office.visits.models import Arrangement, Visit
from welcome_office.visits.planning import Plan, Sight, change_at
from welcome_office.visits.policy import visits_changeable_by
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.booking.book import paper_of
from welcome_office.web.desk.booking.choosing import Choice, choose
from welcome_office.web.forms import ChoiceOfOne, PageForm

Reason = Arrangement.CancelReason
REASONS: Mapping[str, Promise] = {
    Reason.ASKED: gettext_lazy("The person asked for it"),
    Reason.NOBODY_THERE: gettext_lazy("Nobody can be at the desk"),
    Reason.CLOSED: gettext_lazy("The house is closed"),
    Reason.TWICE: gettext_lazy("Booked twice"),
    Reason.OTHER: pgettext_lazy("a reason", "Something else"),
}


class CancelForm(PageForm):
    """Why the visit is cancelled."""

    reason = ChoiceOfOne(
        label=gettext_lazy("Why?"),
        choices=list(REASONS.items()),
        error_messages={"required": gettext_lazy("Please say why.")},
    )


def _visit(request: StaffRequest, pk: int) -> Visit:
    """The visit with everything, if the member may change it; for others it does not exist."""
    found = get_object_or_404(visits_changeable_by(request.member), pk=pk)
    return visits_in_full().get(pk=found.pk)


def move(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose another time; the old one stays taken until the new one is."""
    visit = _visit(request, pk)
    change = same(visit)

    def find(start: datetime, sight: Sight) -> Plan | None:
        return change_at(visit, change.request, change.stayers, start=start, sight=sight)

    def book(start: datetime, sight: Sight, reason: str) -> HttpResponse:
        move_visit(visit, start=start, sight=sight, exception=reason, by=request.user)
        messages.success(request, _("The visit has moved, and the person is told."))
        return redirect("desk:visit", pk)

    choice = Choice(
        asked=change.request,
        title=_("Move the visit of %(name)s") % {"name": visit.name},
        page=reverse("desk:move", args=[pk]),
        back=reverse("desk:visit", args=[pk]),
        plan_at=find,
        book=book,
        own=visit.pk,
    )
    return choose(request, choice)


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask why, then give the times back and tell the person."""
    visit = _visit(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "desk/booking/cancel.html", {"form": form, "visit": visit})
    try:
        cancel_visit(visit, reason=form.cleaned_data["reason"], by=request.user)
    except VisitPastError:
        messages.error(request, _("This visit has begun. It cannot be cancelled any more."))
    else:
        messages.success(request, _("The visit is cancelled, and the person is told."))
    return redirect("desk:visit", pk)


def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Print what the person would have got by mail."""
    return paper_of(_visit(request, pk))
