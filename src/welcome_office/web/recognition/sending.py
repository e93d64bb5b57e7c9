"""Sending papers by telephone: the link comes as a QR code from the adviser's desk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from welcome_office.core.audit import VISITOR, Actor
from welcome_office.law.recognition.law import load_law
from welcome_office.recognition.actions.files import (
    PassEndedError,
    TooManyFilesError,
    pass_behind,
    receive_file,
    uploads_are_on,
)
from welcome_office.recognition.files.checking import RefusedFileError
from welcome_office.recognition.files.inspecting import LARGEST
from welcome_office.recognition.models import Procedure, UploadPass
from welcome_office.recognition.queries import paper_names
from welcome_office.web.forms import PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.uploads import receiving_files, tell_if_too_large

ARRIVED = "arrived"
REASONS: Mapping[str, Any] = {
    "empty": gettext_lazy("The file is empty. Please choose another one."),
    "too_large": gettext_lazy(
        "The file is larger than 10 MB. Take a photo of each page, or send the pages one by one."
    ),
    "too_many_pixels": gettext_lazy(
        "The picture is too large. Take the photo again with the usual camera."
    ),
    "too_many_pages": gettext_lazy("The file has more than 40 pages. Please send it in parts."),
    "heic": gettext_lazy(
        "We cannot read this kind of photo (HEIC). In the camera's settings choose"
        " “most compatible”, or send a screenshot of it."
    ),
    "unknown_kind": gettext_lazy("Please send a photo (JPEG, PNG, WebP) or a PDF. The name of the"
        " file does not matter, what is inside does."),
    "broken": gettext_lazy("The file is damaged. Take a photo of the paper, or save it again."),
    "locked": gettext_lazy("The PDF is locked with a password. Please send it without one."),
    "active": gettext_lazy(
        "The PDF holds a program, a form or other files. Print it to a new PDF, or take photos."
    ),
    "too_complicated": gettext_lazy(
        "We could not read the file in time. Take a photo of the paper instead."
    ),
    "virus": gettext_lazy("The file was refused: it holds something harmful."),
    "scanner_silent": gettext_lazy(
        "We cannot check files at the moment. Please try again later, or bring the paper."
    ),
}  # fmt: skip


class SendForm(PageForm):
    """Which paper, and the file."""

    paper = forms.ChoiceField(label=gettext_lazy("Which paper is it?"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Photo or PDF"),
        help_text=gettext_lazy("At most 10 MB. Photograph one page at a time, in good light."),
        error_messages={
            "required": gettext_lazy("Please choose a photo or a PDF."),
            "empty": REASONS["empty"],
        },
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

    def __init__(self, *args: Any, procedure: Procedure) -> None:
        """Offer the papers of the procedure."""
        super().__init__(*args)
        self.procedure = procedure
        papers = list(procedure.papers.all())
        names = paper_names([paper.name for paper in papers], load_law(procedure.land))
        choices = [(str(each.pk), name) for each, name in zip(papers, names, strict=True)]
        self.offer("paper", [*choices, ("", _("Something else"))])


def form_for(request: HttpRequest, procedure: Procedure) -> SendForm:
    """The form as it was sent; a file that was too large is told as such."""
    if request.method != "POST":
        return SendForm(procedure=procedure)
    form = SendForm(request.POST, request.FILES, procedure=procedure)
    tell_if_too_large(request, form, REASONS["too_large"])
    return form


def take_file(form: SendForm, *, by: Actor, upload_pass: UploadPass | None = None) -> bool:
    """Check and keep the file of a valid form; say whether it was taken."""
    chosen = form.cleaned_data["paper"]
    paper = form.procedure.papers.filter(pk=int(chosen)).first() if chosen else None
    try:
        receive_file(
            form.procedure,
            form.cleaned_data["file"].read(),
            by=by,
            paper=paper,
            upload_pass=upload_pass,
        )
    except RefusedFileError as refused:
        form.add_error("file", REASONS[refused.reason])
    except TooManyFilesError:
        form.add_error("file", _("There are many files already. Please talk to the adviser."))
    else:
        return True
    return False


@receiving_files(largest=LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, *, secret: str) -> HttpResponse:
    """Send papers, one after the other."""
    office = office_of(request)
    if not uploads_are_on(office):
        raise Http404
    try:
        upload_pass = pass_behind(secret, office=office)
        form = form_for(request, upload_pass.procedure)
        if form.is_valid() and take_file(form, by=VISITOR, upload_pass=upload_pass):
            return redirect(f"{request.path}?{ARRIVED}=1")
    except PassEndedError:
        return render(request, "recognition/send_ended.html", status=410)
    context = {
        "form": form,
        "upload_pass": upload_pass,
        "has_arrived": request.method != "POST" and ARRIVED in request.GET,
        "days": settings.UPLOAD_DAYS,
    }
    return render(request, "recognition/send.html", context, status=422 if form.errors else 200)
