"""My people by what is due; beginning to accompany somebody."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from welcome_office.core.wording import current_language
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.partners.models import Partner
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.actions import add_client, open_procedure
from welcome_office.recognition.land import land_of, law_of
from welcome_office.recognition.models import Enquiry
from welcome_office.recognition.policy import (
    enquiries_visible_to,
    is_adviser,
    procedures_visible_to,
)
from welcome_office.recognition.worklist import worklist
from welcome_office.visits.models import Visit
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.desk.recognition.forms import OpeningForm
from welcome_office.web.recognition.questions import UNKNOWN


def partner_of_adviser(request: StaffRequest) -> Partner:
    """The organisation for which the member advises; for others there is no page."""
    partner = request.member.partner
    if partner is None or not is_adviser(request.member):
        raise Http404
    return partner


def law_here(request: StaffRequest) -> RecognitionLaw:
    """The law of the office's Land."""
    law = law_of(definition_of(request.office))
    if law is None:
        raise Http404("Nobody has written down this Land's law of recognition yet.")
    return law


def index(request: StaffRequest) -> HttpResponse:
    """Show my people, the most urgent first."""
    partner_of_adviser(request)
    today = timezone.localdate()
    note_look(request, f"list:{today}", purpose="the list of procedures")
    procedures = procedures_visible_to(request.member)
    lines = worklist(procedures, today=today, language=current_language().code)
    context = {
        "lines": lines,
        "late": sum(line.days_late > 0 for line in lines),
        "late_bodies": sum(line.is_late_body for line in lines),
        "closed": procedures.exclude(closed_on=None).order_by("-closed_on")[:10],
        "today": today,
    }
    return render(request, "desk/recognition/index.html", context)


def begin(request: StaffRequest) -> HttpResponse:
    """Begin to accompany somebody."""
    partner, law = partner_of_adviser(request), law_here(request)
    office_file, enquiry = definition_of(request.office), _enquiry(request)
    form = OpeningForm(
        request.POST or None,
        law=law,
        languages=office_file.office.spoken_languages,
        initial=_known(office_file, enquiry),
    )
    if form.is_valid():
        land = land_of(office_file)
        assert land is not None, "law_here found it"
        client = add_client(
            request.office,
            partner,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            visit=enquiry.visit if enquiry else None,
            by=request.user,
        )
        procedure = open_procedure(client, form.opening(land=land), by=request.user)
        return redirect("desk:procedure", procedure.pk)
    return render(request, "desk/recognition/begin.html", {"form": form})


def _enquiry(request: StaffRequest) -> Enquiry | None:
    """What the person passed on before the visit from which the adviser comes here."""
    visit = request.GET.get("visit", "")
    if not visit.isdecimal():
        return None
    return enquiries_visible_to(request.member).filter(visit=int(visit)).first()


def _known(office_file: OfficeFile, enquiry: Enquiry | None) -> dict[str, Any]:
    known: dict[str, Any] = {
        "lives_in": office_file.office.address.town,
        "works_in": UNKNOWN,
        "trained_in": UNKNOWN,
        "citizenship": UNKNOWN,
    }
    if enquiry is None:
        return known
    visit = Visit.objects.filter(pk=enquiry.visit).first()
    return known | {
        "occupation": enquiry.occupation,
        "trained_in": enquiry.trained_in or UNKNOWN,
        "language": visit.language if visit else "",
    }
