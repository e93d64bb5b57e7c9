"""The front desk: who comes through the door is found by QR code, reference or name."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from welcome_office.core.wording import clock_time
from welcome_office.visits.actions import check_in
from welcome_office.visits.arrivals import Arrival, arrivals_today, withheld_today
from welcome_office.visits.documents.farewell import FILE_NAME, farewell_slip
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import NotTodayError, VisitPastError
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.policy import is_withheld, visits_receivable_by, visits_visible_to
from welcome_office.visits.queries import called
from welcome_office.visits.reference import read_reference
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.desk.words import WITHHELD
from welcome_office.web.forms import PlainTextField
from welcome_office.web.wording import short_day


class WhoForm(forms.Form):
    """What the scanner reads, or somebody says."""

    who = PlainTextField(
        label=gettext_lazy("QR code, reference or name"),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Scan the QR code, or type a reference or a name.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "dir": "auto"}),
    )


def index(request: StaffRequest) -> HttpResponse:
    """Show who is expected; what is scanned or typed checks in or narrows the list."""
    form = WhoForm(request.POST or None)
    name = ""
    if form.is_valid():
        name = form.cleaned_data["who"]
        reference = read_reference(name)
        if reference is not None:
            return _by_reference(request, reference)
    note_look(
        request, f"day:{timezone.localdate(timezone=zone_of(request.office))}", purpose="the day"
    )
    found = arrivals_today(request.member, name=name)
    context = {
        "form": form,
        "name": name,
        "expected": [each for each in found if not each.is_here and not each.is_over],
        "here": [each for each in found if each.is_here and not each.is_over],
        "over": [each for each in found if each.is_over],
        "withheld": () if name else withheld_today(request.member),
    }
    return render(request, "desk/arrivals.html", context)


def _by_reference(request: StaffRequest, reference: str) -> HttpResponse:
    visit = visits_visible_to(request.member).filter(reference=reference).first()
    if visit is None and is_withheld(reference, member=request.member):
        messages.warning(request, WITHHELD)
        return redirect("desk:arrivals")
    if visit is None:
        messages.error(request, _("There is no visit with this reference at your desks."))
        return redirect("desk:arrivals")
    if visit.state == Visit.State.PENDING:
        messages.warning(request, _("This visit is not confirmed yet. Confirm it first."))
        return redirect("desk:visit", visit.pk)
    return _check_in(request, visit)


@require_POST
def arrive(request: StaffRequest, pk: int) -> HttpResponse:
    """Check in the people of one visit."""
    return _check_in(request, get_object_or_404(visits_receivable_by(request.member), pk=pk))


def _check_in(request: StaffRequest, visit: Visit) -> HttpResponse:
    zone = zone_of(request.office)
    try:
        check_in(visit, by=request.user)
    except NotTodayError:
        start = visit.during.lower.astimezone(zone)
        when = {"day": short_day(start), "time": clock_time(start)}
        messages.error(request, _("This visit is on another day: %(day)s, %(time)s.") % when)
    except VisitPastError:
        messages.error(request, _("This visit was cancelled."))
    else:
        now = {each.visit_id: each for each in arrivals_today(request.member)}
        messages.success(request, _welcome(now.get(visit.pk), visit))
    return redirect("desk:arrivals")


def _welcome(arrival: Arrival | None, visit: Visit) -> str:
    """Where the people go now."""
    who = {"who": called(visit)}
    if arrival is None or arrival.is_over:
        return _("%(who)s is here. Nothing of this visit is open any more.") % who
    where = {**who, "desk": arrival.desk, "time": clock_time(arrival.start)}
    if arrival.late_minutes:
        where["minutes"] = str(arrival.late_minutes)
        return (
            _("%(who)s is here: desk %(desk)s, %(time)s, about %(minutes)s minutes later.") % where
        )
    return _("%(who)s is here: desk %(desk)s, %(time)s.") % where


def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """Print what somebody takes home whom no message reaches."""
    found = get_object_or_404(visits_receivable_by(request.member), pk=pk)
    note_look(request, found.audit_subject, purpose="the slip to take home")
    visit = visits_in_full().get(pk=found.pk)
    answer = HttpResponse(farewell_slip(visit), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
    return answer
