"""Choosing a time at the desk: the same pages for a new visit and for one that moves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import definition_of
from welcome_office.visits.errors import ReasonMissingError, TimeTakenError, VisitError
from welcome_office.visits.planning import (
    EXCEPTION,
    PUBLIC,
    Offers,
    Plan,
    Rule,
    Sight,
    find_offers,
    offers_on,
    zone_of,
)
from welcome_office.visits.request import VisitRequest
from welcome_office.visits.route import route_of_plan
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.forms import PageForm, PlainTextField
from welcome_office.web.public.offers import draw_first_days, draw_offers
from welcome_office.web.public.times import ORDERS, first_days, in_words, read_start, wishes_of

WIDE = "wide"
RULES: dict[str, Promise] = {
    Rule.NOTICE: gettext_lazy("It begins sooner than the desks can prepare."),
    Rule.GAP: gettext_lazy("One gap between two desks is longer than the office allows."),
    Rule.WAIT: gettext_lazy("All gaps together are longer than the office allows."),
    Rule.RELEASE: gettext_lazy("It uses times that are kept back and not open to everybody yet."),
}


class ReasonForm(PageForm):
    """Why a rule is set aside."""

    reason = PlainTextField(
        label=gettext_lazy("Why is this exception needed?"),
        help_text=gettext_lazy("One sentence. The person can read it in the copy of their data."),
        max_length=200,
        error_messages={"required": gettext_lazy("Please say why.")},
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto", "autofocus": True}),
    )


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What times are chosen for, and what happens then."""

    asked: VisitRequest
    title: str
    # The page itself, and the one before.
    page: str
    back: str
    # Finds the plan that begins then; books it and answers, `reason` is the exception's.
    plan_at: Callable[[datetime, Sight], Plan | None]
    book: Callable[[datetime, Sight, str], HttpResponse]
    own: int | None = None


def choose(request: StaffRequest, choice: Choice) -> HttpResponse:
    """Offer times, or book the one that was chosen."""
    if request.method == "POST":
        return _book(request, choice)
    sight = _sight(request, choice)
    wishes, definition = wishes_of(request), definition_of(request.office)
    only = _day(request)
    if only:
        day = offers_on(request.office, choice.asked, day=only, sight=sight)
        offers = Offers(days=(day,), days_searched=1, obstacles=())
    else:
        first_day, order = wishes.first_day, wishes.order
        offers = find_offers(
            request.office, choice.asked, order=order, first_day=first_day, sight=sight
        )
    context = {
        "choice": choice,
        "is_wide": sight.lenient,
        "may_widen": may(request.member, Right.SET_RULES_ASIDE),
        "wishes": wishes,
        "orders": ORDERS,
        "first_days": draw_first_days(
            first_days(choice.asked, definition), chosen=only or wishes.first_day
        ),
        "offers": draw_offers(offers.days, definition, day_page=_page_of(choice, sight)),
        "reasons": [in_words(each, definition) for each in offers.obstacles],
    }
    return render(request, "desk/booking/times.html", context)


def _page_of(choice: Choice, sight: Sight) -> Callable[[date], str]:
    wide = f"&{WIDE}=1" if sight.lenient else ""
    return lambda day: f"{choice.page}?day={day.isoformat()}{wide}"


def _day(request: StaffRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _sight(request: StaffRequest, choice: Choice) -> Sight:
    """Who may set rules aside sees what was just given back, and on request everything."""
    sent = request.POST if request.method == "POST" else request.GET
    if not may(request.member, Right.SET_RULES_ASIDE):
        return replace(PUBLIC, own=choice.own)
    return replace(EXCEPTION if WIDE in sent else Sight(freed=True), own=choice.own)


def _book(request: StaffRequest, choice: Choice) -> HttpResponse:
    start = read_start(request.POST.get("start", ""), zone=zone_of(request.office))
    if start is None:
        return redirect(choice.page)
    sight = _sight(request, choice)
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        return choice.book(start, sight, reason)
    except ReasonMissingError as missing:
        return _ask_why(request, choice, form, missing.rules, start=start, sight=sight)
    except TimeTakenError:
        messages.error(request, _("Somebody has just taken this time. Please choose another one."))
    except VisitError:
        messages.error(request, _("The visit was changed elsewhere. Please look again."))
    return redirect(choice.page)


def _ask_why(
    request: StaffRequest,
    choice: Choice,
    form: ReasonForm,
    rules: tuple[str, ...],
    *,
    start: datetime,
    sight: Sight,
) -> HttpResponse:
    plan = choice.plan_at(start, sight)
    if plan is None:
        return redirect(choice.page)
    context: dict[str, Any] = {
        "choice": choice,
        "form": form,
        "start": plan.start,
        "rules": [RULES[rule] for rule in rules],
        "route": route_of_plan(plan, choice.asked, definition_of(request.office)),
    }
    return render(request, "desk/booking/exception.html", context)
