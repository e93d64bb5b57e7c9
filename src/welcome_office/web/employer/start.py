"""What the office does for firms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.partners.queries import definition_of
from welcome_office.web.public.access import office_of


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what firms get here, and open two doors: advice, or a group."""
    definition = definition_of(office_of(request))
    partners = {partner.id: partner for partner in definition.partners}
    offers = [
        {"service": service, "partner": partners[service.partner]}
        for service in advice_for_firms(definition)
    ]
    return render(request, "employer/start.html", {"offers": offers})


def advice_for_firms(definition: OfficeFile) -> list[Service]:
    """What firms can book."""
    return [service for service in definition.services if "employer" in service.audience]
