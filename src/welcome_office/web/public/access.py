"""Which office a public page is about."""

from django.http import Http404, HttpRequest

from welcome_office.partners.models import Office


def office_of(request: HttpRequest) -> Office:
    """The office at this address; without one there is no page."""
    office: Office | None = getattr(request, "office", None)
    if office is None:
        raise Http404("No office answers at this host name. Load one with `load-office`.")
    return office
