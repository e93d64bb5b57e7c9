"""Pages that tell about the office: hours, partners, and the texts that the law asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from welcome_office.partners.office_files import OfficeFile, Page
from welcome_office.partners.queries import definition_of
from welcome_office.web.public.access import office_of

# Texts of the office's files that are a page of their own.
TEXT_PAGES = ("privacy", "imprint", "easy_language", "sign_language")


def text_page(page_id: str) -> Callable[[HttpRequest], HttpResponse]:
    """Make the view of one of the office's texts."""

    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        definition = definition_of(office_of(request))
        return render(
            request,
            "public/text_page.html",
            {"page_id": page_id, "page": find_page(definition, page_id)},
        )

    return show


@require_safe
def opening_hours(request: HttpRequest) -> HttpResponse:
    """When the office is open, when all partners are there, and how to get there."""
    definition = definition_of(office_of(request))
    return render(
        request,
        "public/opening_hours.html",
        {
            "more": find_page(definition, "opening_hours"),
            "closures": definition.closures,
        },
    )


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Which organisations work here, and which help from outside."""
    definition = definition_of(office_of(request))
    return render(
        request,
        "public/partners.html",
        {
            "core": [each for each in definition.partners if each.kind == "core"],
            "network": [each for each in definition.partners if each.kind == "network"],
        },
    )


@require_safe
def assumptions(request: HttpRequest) -> HttpResponse:
    """What nobody has published and the office's files therefore assume."""
    definition = definition_of(office_of(request))
    return render(request, "public/assumptions.html", {"assumptions": definition.assumptions})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines which pages are theirs: in the demonstration, none."""
    return render(request, "public/robots.txt", content_type="text/plain; charset=utf-8")


def find_page(definition: OfficeFile, page_id: str) -> Page | None:
    """The text with this id, if the office has written it."""
    return next((page for page in definition.pages if page.id == page_id), None)
