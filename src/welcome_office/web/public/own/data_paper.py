"""A copy of my data as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from welcome_office.core.wording import current_language
from welcome_office.visits.models import Visit
from welcome_office.web.downloads import download
from welcome_office.web.personal.copy import copy_of_one
from welcome_office.web.personal.pdf import write_pdf
from welcome_office.web.public.own.access import KNOWN, own_page


@require_safe
@own_page(states=KNOWN)
def data_paper(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:  # noqa: ARG001 - as all own pages
    """Set what the page shows in type, in the language of the page."""
    language = current_language().code
    made = write_pdf(copy_of_one(visit), office=visit.office, language=language)
    return download(made, kind="application/pdf", name="my-data.pdf")
