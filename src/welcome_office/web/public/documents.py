"""The visit to take along: as an entry for the calendar and as a paper to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from welcome_office.core.wording import current_language
from welcome_office.visits.documents import ics, pdf
from welcome_office.visits.models import Visit
from welcome_office.web.downloads import download
from welcome_office.web.public.visit_page import visit_of_link


@require_safe
def visit_ics(request: HttpRequest, *, token: str) -> HttpResponse:
    """The calendar entry in the language of the page, or its cancellation."""
    found = visit_of_link(request, token)
    methods: dict[str, ics.Method] = {
        Visit.State.CONFIRMED: "PUBLISH",
        Visit.State.CANCELLED: "CANCEL",
    }
    if found is None or found.state not in methods:
        return render(request, "public/link_ended.html", status=404)
    method = methods[found.state]
    entry = ics.calendar_entry(found, method=method, language=current_language().code)
    kind = f"text/calendar; charset=utf-8; method={method}"
    return download(entry, kind=kind, name=ics.FILE_NAME)


@require_safe
def visit_pdf(request: HttpRequest, *, token: str) -> HttpResponse:
    """The paper in German and in the language of the page."""
    found = visit_of_link(request, token)
    if found is None or found.state != Visit.State.CONFIRMED:
        return render(request, "public/link_ended.html", status=404)
    paper = pdf.visit_pdf(found, language=current_language().code)
    return download(paper, kind="application/pdf", name=pdf.FILE_NAME)
