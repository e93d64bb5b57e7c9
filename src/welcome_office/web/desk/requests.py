"""People ask what is kept about them (Art. 15 GDPR) or want it deleted (Art. 17)."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from welcome_office.cases.queries import restrictions_in, restrictions_of
from welcome_office.cases.requests import open_requests
from welcome_office.core.wording import current_language
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.downloads import download
from welcome_office.web.forms import PlainTextField
from welcome_office.web.personal.answering import KINDS
from welcome_office.web.personal.copy import WHAT_STAYS, Part, copy_about, in_words
from welcome_office.web.personal.erasing import delete_about
from welcome_office.web.personal.paper import write_data, write_paper
from welcome_office.web.personal.pdf import write_pdf

PURPOSE = "an access request"


class RequestForm(forms.Form):
    """Whom it is about, and in which language they read."""

    who = PlainTextField(
        label=gettext_lazy("Reference, e-mail address or phone number"),
        help_text=gettext_lazy(
            "Make sure first that this is the person who asks. Staff whom their organisation"
            " signs in are found by their name."
        ),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the copy"), choices=lambda: settings.LANGUAGES
    )


def ask(request: StaffRequest) -> HttpResponse:
    """Ask whom it is about."""
    form = RequestForm(initial={"language": current_language().code})
    return _ask(request, form)


def _ask(request: StaffRequest, form: RequestForm) -> HttpResponse:
    context = {
        "form": form,
        "restrictions": restrictions_in(request.office),
        "requests": [(each, KINDS[each.kind]) for each in open_requests(request.office)],
        "today": timezone.localdate(),
    }
    return render(request, "desk/requests.html", context)


@require_POST
def show(request: StaffRequest) -> HttpResponse:
    """Show the copy, or hand it out as a page or for other programs; the look is recorded."""
    form = RequestForm(request.POST)
    parts = _parts(request, form) if form.is_valid() else ()
    if not parts:
        return _ask(request, form)
    _note_looks(request, parts)
    match request.POST.get("as"):
        case "json":
            return download(write_data(parts), kind="application/json", name="data.json")
        case "pdf":
            made = write_pdf(parts, office=request.office, language=form.cleaned_data["language"])
            return download(made, kind="application/pdf", name="data.pdf")
        case "html":
            paper = write_paper(parts, language=form.cleaned_data["language"])
            return download(paper, kind="text/html; charset=utf-8", name="data.html")
    subjects = [subject for part in parts for subject in part.subjects]
    context = {
        "form": form,
        "parts": map(in_words, parts),
        "stays": WHAT_STAYS,
        "restrictions": restrictions_of(subjects),
    }
    return render(request, "desk/data_copy.html", context)


def _parts(request: StaffRequest, form: RequestForm) -> tuple[Part, ...]:
    parts = copy_about(form.cleaned_data["who"], office=request.office)
    if not parts:
        form.add_error("who", _("Nothing is kept about anybody with this reference or address."))
    return parts


@require_POST
def delete(request: StaffRequest) -> HttpResponse:
    """Delete what may be deleted, and say what stays."""
    form = RequestForm(request.POST)
    if form.is_valid() and _is_restricted(request, form):
        messages.error(request, _("Restricted data is not deleted. Lift the restriction first."))
    elif form.is_valid():
        left = delete_about(form.cleaned_data["who"], office=request.office, by=request.user)
        if left:
            messages.warning(request, _("Deleted, except what has to stay for the time being."))
        else:
            messages.success(request, _("Everything that may be deleted is deleted."))
    return redirect("desk:requests")


def _is_restricted(request: StaffRequest, form: RequestForm) -> bool:
    parts = copy_about(form.cleaned_data["who"], office=request.office)
    return restrictions_of([name for part in parts for name in part.subjects]).exists()


def _note_looks(request: StaffRequest, parts: tuple[Part, ...]) -> None:
    for subject in (subject for part in parts for subject in part.subjects):
        note_look(request, subject, purpose=PURPOSE)
