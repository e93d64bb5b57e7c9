"""Existing cases from a file: try, take over, take back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from welcome_office.partners.models import Partner
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.actions import (
    ChangedSinceError,
    CodeTakenError,
    refuse_taken,
    take_over,
    undo_import,
)
from welcome_office.recognition.import_files import COLUMNS, REQUIRED, Reading, read_cases
from welcome_office.recognition.land import land_of
from welcome_office.recognition.policy import batches_visible_to
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.recognition.forms import ImportForm
from welcome_office.web.desk.recognition.people import law_here, partner_of_adviser
from welcome_office.web.uploads import receiving_files, tell_if_too_large

LARGEST = 2 * 1024 * 1024


@receiving_files(largest=LARGEST)
def index(request: StaffRequest) -> HttpResponse:
    """Read a file; take it over only when nothing is wrong and that button was pressed."""
    partner = partner_of_adviser(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    tell_if_too_large(request, form, _("The file is larger than 2 MB. Split it."))
    reading = None
    if form.is_valid():
        reading = _read(request, form.cleaned_data["file"].read())
        if not reading.problems:
            try:
                if _is_taken_over(request, reading, partner):
                    return redirect("desk:import_cases")
            except CodeTakenError as error:
                text = _("These codes are taken already: %(codes)s") % {"codes": error}
                form.add_error("file", text)
                reading = None
    context = {
        "form": form,
        "reading": reading,
        "columns": [(name, name in REQUIRED) for name in COLUMNS],
        "batches": batches_visible_to(request.member),
    }
    return render(request, "desk/recognition/import.html", context)


def _is_taken_over(request: StaffRequest, reading: Reading, partner: Partner) -> bool:
    """Take the cases over if that button was pressed, else only try."""
    if "take_over" not in request.POST:
        refuse_taken(reading.cases, partner=partner)
        return False
    batch = take_over(reading.cases, partner=partner, by=request.user)
    messages.success(request, _taken_over(batch.cases))
    return True


def _taken_over(count: int) -> str:
    said = ngettext("%(count)d case taken over.", "%(count)d cases taken over.", count)
    return said % {"count": count}


def _read(request: StaffRequest, content: bytes) -> Reading:
    land = land_of(definition_of(request.office)) or ""
    return read_cases(content, law=law_here(request), land=land, today=timezone.localdate())


@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a file back."""
    batch = get_object_or_404(batches_visible_to(request.member), pk=pk)
    try:
        undo_import(batch, by=request.user)
    except ChangedSinceError as error:
        text = _("These cases were worked on since: %(codes)s") % {"codes": error}
        messages.error(request, text)
    else:
        messages.success(request, _("Everything of this file is taken back."))
    return redirect("desk:import_cases")
