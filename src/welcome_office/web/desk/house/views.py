"""The house's days in the browser: enter, withdraw, and repair the visits that this hits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from welcome_office.partners.models import OfficeEntry
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import DayChange, change_days, repairs_for
from welcome_office.visits.errors import VisitChangedError
from welcome_office.visits.planning import Repair
from welcome_office.visits.policy import visits_withheld_from
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.house.forms import FORMS, NAMES
from welcome_office.web.desk.house.words import entry_in_words, repair_in_words
from welcome_office.web.desk.looks import note_look

AGREE, WAY = "agree", "way-"


def index(request: StaffRequest) -> HttpResponse:
    """List what the desk entered, and offer to enter more."""
    file = definition_of(request.office)
    entries = OfficeEntry.objects.filter(office=request.office)
    said = [entry_in_words(entry, file) for entry in entries]
    today = timezone.localdate()
    context = {
        "entries": sorted((each for each in said if each.last >= today), key=lambda e: e.last),
        "past": [each for each in said if each.last < today],
        "kinds": NAMES.items(),
    }
    return render(request, "desk/house/index.html", context)


def enter(request: StaffRequest, kind: str) -> HttpResponse:
    """Enter something; where it hits booked visits, first show the repair of each."""
    if kind not in FORMS:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = FORMS[kind](data, file=definition_of(request.office))
    if not form.is_valid():
        context = {"form": form, "name": NAMES[kind]}
        return render(request, "desk/house/enter.html", context)
    return _change(request, DayChange(enter=form.entered()), name=str(NAMES[kind]))


@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the usual days count again."""
    entry = get_object_or_404(OfficeEntry, office=request.office, pk=pk)
    said = entry_in_words(entry, definition_of(request.office))
    return _change(request, DayChange(withdraw=pk), name=said.name)


def _change(request: StaffRequest, change: DayChange, *, name: str) -> HttpResponse:
    sent = request.POST
    chosen = {
        int(field.removeprefix(WAY)): sent[field]
        for field in sent
        if field.startswith(WAY) and field.removeprefix(WAY).isdecimal()
    }
    if AGREE not in sent:
        repairs = repairs_for(request.office, change)
        if repairs:
            return _show(request, repairs, name=name)
    try:
        done = change_days(request.office, change, chosen=chosen, by=request.user)
    except VisitChangedError:
        repairs = repairs_for(request.office, change)
        return _show(request, repairs, name=name, is_other=AGREE in sent)
    messages.success(request, _("This counts from now on."))
    if done:
        messages.info(request, _("Visits repaired: %(count)d.") % {"count": len(done)})
    return redirect("desk:house")


def _show(
    request: StaffRequest, repairs: list[Repair], *, name: str, is_other: bool = False
) -> HttpResponse:
    file = definition_of(request.office)
    withheld = visits_withheld_from(request.member)
    for repair in repairs:
        if repair.visit.pk not in withheld:
            note_look(request, repair.visit.audit_subject, purpose="to repair the visit")
    typed = [
        (field, value)
        for field, values in request.POST.lists()
        if field not in {"csrfmiddlewaretoken", AGREE} and not field.startswith(WAY)
        for value in values
    ]
    context: dict[str, Any] = {
        "name": name,
        "repairs": [repair_in_words(each, file, withheld=withheld) for each in repairs],
        "typed": typed,
        "is_other": is_other,
    }
    return render(request, "desk/house/repairs.html", context, status=409 if is_other else 200)
