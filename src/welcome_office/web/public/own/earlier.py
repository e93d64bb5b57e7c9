"""Tell me if an earlier time becomes free: the booked visit stays until a better one is taken."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from welcome_office.core.audit import VISITOR
from welcome_office.visits.actions import wait_for_earlier
from welcome_office.visits.errors import VisitPastError
from welcome_office.visits.models import Visit, Waiting
from welcome_office.visits.need import MOST_NOTICES
from welcome_office.visits.planning import first_plans
from welcome_office.visits.request import request_of_visit
from welcome_office.visits.route import route_of_visit
from welcome_office.visits.waitings import held_day
from welcome_office.web.forms import PageForm
from welcome_office.web.public.own.access import own_page
from welcome_office.web.public.waiting import (
    USUAL_NOTICE,
    answer_offer,
    notice_field,
    offer_context,
)


class EarlierForm(PageForm):
    """How soon you can come."""

    notice = notice_field()


@own_page(until_begin=True)
def earlier(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Begin to wait, see and answer an offer, or leave."""
    waiting = Waiting.objects.select_related("office", "visit__office")
    found = waiting.filter(visit=visit, state=Waiting.State.WAITING).first()
    if found is not None and "answer" in request.POST:
        here = redirect("public:own_earlier", token=token)
        return answer_offer(request, found, here=here)
    notice = str(found.notice_days) if found else USUAL_NOTICE
    form = EarlierForm(request.POST or None, initial={"notice": notice})
    if form.is_valid():
        return _wait(request, visit, form, token=token)
    context = {
        **(offer_context(found) if found else {"offer": None}),
        "visit": visit,
        "waiting": found,
        "token": token,
        "route": route_of_visit(visit),
        "form": form,
        "is_earlier_free": _is_earlier_free(visit),
        "most_notices": MOST_NOTICES,
    }
    return render(request, "public/own/earlier.html", context)


def _is_earlier_free(visit: Visit) -> bool:
    """Whether everybody can book an earlier day at this moment."""
    now: Any = timezone.now()
    plans = first_plans(visit.office, request_of_visit(visit), not_before=now, most_days=1)
    return bool(plans) and plans[0].day < held_day(visit)


def _wait(request: HttpRequest, visit: Visit, form: EarlierForm, *, token: str) -> HttpResponse:
    try:
        wait_for_earlier(visit, notice_days=int(form.cleaned_data["notice"]), by=VISITOR)
    except VisitPastError:
        return render(request, "public/link_ended.html", status=410)
    return redirect("public:own_earlier", token=token)
