"""Letters to a body: to read, to copy, to print."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from welcome_office.core.wording import language_called, speaking
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.clocks import clock_of
from welcome_office.recognition.documents.letter_paper import FILE_NAME, letter_pdf
from welcome_office.recognition.letters import DECISION, KINDS, LetterText, write_letter_to_body
from welcome_office.recognition.models import Procedure
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.desk.recognition import words
from welcome_office.web.desk.recognition.procedure import procedure_of
from welcome_office.web.downloads import download


@require_safe
def show(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Show a letter and what it says in the person's language."""
    procedure = procedure_of(request, pk)
    note_look(request, procedure.audit_subject, purpose="a letter")
    context = {
        "procedure": procedure,
        "letter": _letter(request, procedure, kind),
        "kind": kind,
        "title": words.LETTERS[kind],
        "spoken": language_called(procedure.client.language),
        "too_early": _too_early(procedure) if kind == DECISION else None,
    }
    return render(request, "desk/recognition/letter.html", context)


@require_safe
def paper(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """The letter to print, with its explanation on a second page."""
    procedure = procedure_of(request, pk)
    note_look(request, procedure.audit_subject, purpose="a letter")
    made = letter_pdf(
        _letter(request, procedure, kind),
        definition_of(request.office).office,
        language=procedure.client.language,
    )
    return download(made, kind="application/pdf", name=FILE_NAME)


def _too_early(procedure: Procedure) -> date | None:
    """The day until which the body may still take its time; None when it is late."""
    today = timezone.localdate()
    due = clock_of(procedure, today=today).decision_due
    return due if due is not None and due >= today else None


def _letter(request: StaffRequest, procedure: Procedure, kind: str) -> LetterText:
    if kind not in KINDS:
        raise Http404
    town = definition_of(request.office).office.address.town
    with speaking(procedure.client.language):
        return write_letter_to_body(procedure, kind, today=timezone.localdate(), town=town)
