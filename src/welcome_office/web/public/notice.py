"""What happens to the answers of one form (Art. 13 GDPR)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from welcome_office.core.wording import current_language
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.web.personal.notices import form_called, notice_of
from welcome_office.web.public.access import office_of


@require_safe
def notice(request: HttpRequest, *, form: str) -> HttpResponse:
    """Tell it in the language of the page."""
    found = form_called(form)
    if found is None:
        raise Http404
    code = current_language().code
    operator = _operator(definition_of(office_of(request)), code)
    context = {"notice": notice_of(found, language=code, operator=operator)}
    return render(request, "public/notice.html", context)


def _operator(file: OfficeFile, language: str) -> str:
    office, address = file.office, file.office.address
    where = f"{address.street}, {address.postal_code} {address.town}"
    return f"{office.operator.in_language(language)}, {where}, {office.email}"
