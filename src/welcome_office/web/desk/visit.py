"""A visit's sheet, finding it by its reference, and confirming it for somebody without mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from welcome_office.cases.queries import restriction_of
from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.policy import enquiries_visible_to, procedures_visible_to
from welcome_office.recognition.queries import EnquiryWords, enquiry_in_words
from welcome_office.visits.actions import confirm_visit
from welcome_office.visits.documents.wording import preparation_in_words
from welcome_office.visits.errors import HoldEndedError
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.policy import (
    visits_changeable_by,
    visits_confirmable_by,
    visits_visible_to,
)
from welcome_office.visits.queries import sheet_of, visits_named
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.forms import FindForm
from welcome_office.web.desk.looks import note_look


def find(request: StaffRequest) -> HttpResponse:
    """Find a visit by what somebody reads out on the phone: the reference, or the name."""
    form = FindForm(request.POST or None, member=request.member)
    found = None
    if form.is_valid():
        if form.visit is not None:
            return redirect("desk:visit", form.visit.pk)
        found = _found(request, form)
    return render(request, "desk/find.html", {"form": form, "found": found})


def _found(request: StaffRequest, form: FindForm) -> list[dict[str, Any]]:
    """The visits of that name in the member's reach; each of them was looked at by that."""
    visits = visits_named(form.named, member=request.member)
    for visit in visits:
        note_look(request, visit.audit_subject, purpose="search by name")
    zone = zone_of(request.office)
    return [
        {
            "pk": visit.pk,
            "name": visit.name,
            "state": visit.state,
            # Not when: that would tell a desk when the person is at others.
            "start": visit.during.lower.astimezone(zone).date(),
        }
        for visit in visits
    ]


def show(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the visit as far as it is the member's."""
    visit = get_object_or_404(visits_visible_to(request.member), pk=pk)
    note_look(request, visit.audit_subject, purpose="the visit's sheet")
    sheet = sheet_of(visit, member=request.member)
    words = preparation_in_words(sheet.preparation, definition_of(request.office))
    context = {
        "sheet": sheet,
        "restriction": restriction_of(visit.audit_subject),
        "own_stations": [
            {"station": station, "asks": asks, "readiness": readiness}
            for station, asks, readiness in zip(
                sheet.own_stations, words.steps, sheet.readiness, strict=True
            )
        ],
        "can_note": sheet.state == Visit.State.CONFIRMED
        and sheet.start.date() <= timezone.localdate(timezone=zone_of(request.office))
        and may(request.member, Right.NOTE_STEPS),
        "can_print": sheet.state == Visit.State.CONFIRMED and may(request.member, Right.RECEIVE),
        "enquiry": _passed_on(request, visit),
        "procedure": procedures_visible_to(request.member).filter(client__visit=pk).first(),
        "can_change": visits_changeable_by(request.member).filter(pk=pk).exists(),
        "can_correct": sheet.state == Visit.State.CONFIRMED
        and may(request.member, Right.ANSWER_REQUESTS),
        "is_ahead": visit.during.lower > timezone.now(),
        "can_confirm": visit.state == Visit.State.PENDING
        and may(request.member, Right.CONFIRM_VISITS),
    }
    return render(request, "desk/visit.html", context)


def _passed_on(request: StaffRequest, visit: Visit) -> EnquiryWords | None:
    """What the person let this member's organisation know before the visit."""
    enquiry = enquiries_visible_to(request.member).filter(visit=visit.pk).first()
    subdivision = definition_of(request.office).office.holidays_subdivision
    return enquiry_in_words(enquiry, subdivision=subdivision) if enquiry else None


@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Book the visit of somebody who calls or comes by."""
    visit = get_object_or_404(visits_confirmable_by(request.member), pk=pk)
    try:
        confirm_visit(visit, by=request.user, contact_answered=False)
    except HoldEndedError:
        messages.error(request, _("The time for confirming was over. Please book a new visit."))
        return redirect("desk:find")
    else:
        messages.success(request, _("The visit is booked."))
    return redirect("desk:visit", pk)
