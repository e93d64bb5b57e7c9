"""The plan to take along: on paper in two languages, and its last days for the calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from welcome_office.core.wording import current_language
from welcome_office.pathways.codes import show_code
from welcome_office.pathways.documents import plan_calendar, plan_paper
from welcome_office.web.arrival.kept import definition, plan_from, told_of


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The plan in German and the language of the page."""
    told = told_of(request)
    if not told.asked:
        return redirect("arrival:start")
    made = plan_paper.plan_pdf(
        plan_from(request, told),
        definition(request),
        language=current_language().code,
        code=show_code(told.code) if told.code else "",
    )
    return _download(made, kind="application/pdf", name=plan_paper.FILE_NAME)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The last days as entries of a calendar."""
    told = told_of(request)
    if not told.asked:
        return redirect("arrival:start")
    made = plan_calendar.plan_ics(plan_from(request, told), language=current_language().code)
    return _download(made, kind="text/calendar; charset=utf-8", name=plan_calendar.FILE_NAME)


def _download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
