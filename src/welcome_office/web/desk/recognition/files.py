"""Papers that people sent: the QR code for the telephone, reading, deleting."""

import base64

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from welcome_office.core.audit import record
from welcome_office.core.typesetting import qr_code
from welcome_office.core.wording import speaking
from welcome_office.recognition.actions.files import (
    FILES_PER_PASS,
    PASS_MINUTES,
    delete_file,
    make_pass,
    uploads_are_on,
)
from welcome_office.recognition.files.inspecting import LARGEST
from welcome_office.recognition.files.keeping import LostKeyError, decrypt
from welcome_office.recognition.models import PaperFile, Procedure
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.desk.recognition.procedure import procedure_of
from welcome_office.web.downloads import download
from welcome_office.web.recognition.sending import form_for, take_file
from welcome_office.web.uploads import receiving_files

KINDS = {PaperFile.Kind.PDF: "application/pdf", PaperFile.Kind.JPEG: "image/jpeg"}


def _procedure(request: StaffRequest, pk: int) -> Procedure:
    procedure = procedure_of(request, pk)
    if not uploads_are_on(request.office):
        raise Http404
    return procedure


@require_POST
def qr(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the code that the person's telephone reads; a new one ends the one before."""
    procedure = _procedure(request, pk)
    secret = make_pass(procedure, by=request.user)
    with speaking(procedure.client.language):
        address = settings.SITE_URL + reverse("recognition:send", kwargs={"secret": secret})
    picture = base64.b64encode(qr_code(address).encode()).decode()
    context = {
        "procedure": procedure,
        "picture": f"data:image/svg+xml;base64,{picture}",
        "address": address,
        "minutes": PASS_MINUTES,
        "files": FILES_PER_PASS,
    }
    return render(request, "desk/recognition/qr.html", context)


@receiving_files(largest=LARGEST)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a paper at the desk."""
    procedure = _procedure(request, pk)
    form = form_for(request, procedure)
    if form.is_valid() and take_file(form, by=request.user):
        return redirect("desk:procedure", pk)
    context = {"procedure": procedure, "form": form}
    status = 422 if form.errors else 200
    return render(request, "desk/recognition/add_file.html", context, status=status)


@require_safe
def read(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """Give one file to the adviser; every look is noted."""
    procedure = _procedure(request, pk)
    found = get_object_or_404(procedure.files, pk=file)
    note_look(request, found.audit_subject, purpose="a paper")
    subject = procedure.audit_subject
    record("files.read", office=request.office.slug, subject=subject, by=request.user, file=file)
    try:
        content = decrypt(bytes(found.content))
    except LostKeyError:
        messages.error(request, _("The key of this file is missing. Tell your administrator."))
        return redirect("desk:procedure", pk)
    return download(content, kind=KINDS[PaperFile.Kind(found.kind)], name=found.file_name)


@require_POST
def delete(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """Delete one file at once."""
    procedure = _procedure(request, pk)
    delete_file(get_object_or_404(procedure.files, pk=file), by=request.user)
    return redirect("desk:procedure", pk)
