"""Book for somebody at the phone or across the table: one page of questions, one of times."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import Order, book_visit
from welcome_office.visits.documents import pdf
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import Plan, Sight, plan_at
from welcome_office.visits.policy import visits_visible_to
from welcome_office.visits.route import route_of_visit
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.booking.choosing import Choice, choose
from welcome_office.web.desk.booking.form import COUNT, OrderForm, first_answers
from welcome_office.web.public.draft import MOST_PEOPLE

TYPED, BOOKED = "desk_order", "desk_booked"
UNTYPED = {"csrfmiddlewaretoken", "add_person"}


def order(request: StaffRequest) -> HttpResponse:
    """Ask everything that a visit needs; "new" forgets what was typed for the last one."""
    if "new" in request.GET:
        request.session.pop(TYPED, None)
        return redirect("desk:book")
    if request.method == "POST":
        return _answer(request)
    typed = _typed(request)
    form = _open(request, typed) if typed else _fresh(request)
    return render(request, "desk/booking/order.html", {"form": form})


def _answer(request: StaffRequest) -> HttpResponse:
    if "add_person" in request.POST:
        form = _as_typed(request, request.POST, more=1)
        return render(request, "desk/booking/order.html", {"form": form})
    form = _open(request, request.POST)
    if not form.is_valid():
        return render(request, "desk/booking/order.html", {"form": form})
    request.session[TYPED] = {
        name: values for name, values in request.POST.lists() if name not in UNTYPED
    }
    return redirect("desk:book_times")


def _count(typed: QueryDict, *, more: int = 0) -> int:
    count = typed.get(COUNT, "1")
    return max(1, min(MOST_PEOPLE, (int(count) if count.isdecimal() else 1) + more))


def _fresh(request: StaffRequest) -> OrderForm:
    definition = definition_of(request.office)
    return OrderForm(definition=definition, count=1, initial=first_answers(definition))


def _open(request: StaffRequest, typed: QueryDict) -> OrderForm:
    return OrderForm(typed, definition=definition_of(request.office), count=_count(typed))


def _as_typed(request: StaffRequest, typed: QueryDict, *, more: int) -> Any:
    count = _count(typed, more=more)
    return OrderForm.as_typed(typed, definition=definition_of(request.office), count=count)


def _typed(request: StaffRequest) -> QueryDict | None:
    kept = request.session.get(TYPED)
    if not isinstance(kept, dict):
        return None
    typed = QueryDict(mutable=True)
    for name, values in kept.items():
        typed.setlist(name, list(values))
    return typed


def _kept_order(request: StaffRequest) -> Order | None:
    """What was asked for, unless the office changed its services meanwhile."""
    typed = _typed(request)
    form = _open(request, typed) if typed else None
    return form.order() if form and form.is_valid() else None


def times(request: StaffRequest) -> HttpResponse:
    """Offer times; the chosen one is booked at once."""
    asked = _kept_order(request)
    if asked is None:
        return redirect("desk:book")

    def find(start: datetime, sight: Sight) -> Plan | None:
        return plan_at(request.office, asked.request, start=start, sight=sight)

    def book(start: datetime, sight: Sight, reason: str) -> HttpResponse:
        wanted = replace(asked, exception=reason)
        visit = book_visit(wanted, office=request.office, start=start, by=request.user, sight=sight)
        del request.session[TYPED]
        request.session[BOOKED] = visit.pk
        return redirect("desk:booked")

    choice = Choice(
        asked=asked.request,
        title=_("When?"),
        page=reverse("desk:book_times"),
        back=reverse("desk:book"),
        plan_at=find,
        book=book,
    )
    return choose(request, choice)


def booked(request: StaffRequest) -> HttpResponse:
    """Say what is booked, to be read out or printed; this session booked it a moment ago."""
    visit = _just_booked(request)
    if visit is None:
        return redirect("desk:book")
    context = {
        "visit": visit,
        "route": route_of_visit(visit),
        "start": route_of_visit(visit).start,
        "is_visible": visits_visible_to(request.member).filter(pk=visit.pk).exists(),
    }
    return render(request, "desk/booking/booked.html", context)


def booked_paper(request: StaffRequest) -> HttpResponse:
    """The slip for whoever has neither mail nor phone, straight after booking."""
    visit = _just_booked(request)
    return paper_of(visit) if visit else redirect("desk:book")


def paper_of(visit: Visit) -> HttpResponse:
    """The visit's paper in German and the person's language."""
    content = pdf.visit_pdf(visit, language=visit.language)
    disposition = f'inline; filename="{pdf.FILE_NAME}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _just_booked(request: StaffRequest) -> Visit | None:
    if not may(request.member, Right.BOOK_VISITS):
        return None
    pk = request.session.get(BOOKED, 0)
    ours = visits_in_full().filter(office=request.office, state=Visit.State.CONFIRMED)
    return ours.filter(pk=pk).first()
