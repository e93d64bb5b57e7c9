"""Booking codes on the way to a visit: more times to choose from, and no proof is asked for."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import find_code, full_days
from welcome_office.visits.models import BookingCode
from welcome_office.visits.planning import (
    CODE_HOLDER,
    PUBLIC,
    DayOffers,
    Offers,
    Sight,
    find_offers,
    offers_on,
)
from welcome_office.visits.request import Order, VisitRequest
from welcome_office.web.brakes.guard import guard
from welcome_office.web.brakes.passes import lift_proof
from welcome_office.web.forms import PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Draft, keep_draft
from welcome_office.web.public.path import path_page, place_of


class CodeForm(PageForm):
    """The code of a partner or employer."""

    code = forms.CharField(
        label=_("Booking code"),
        max_length=20,
        help_text=_("Your employer, university or advice centre gave it to you."),
        error_messages={"required": _("Please write the code.")},
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office

    def clean_code(self) -> BookingCode:
        """Find it."""
        found = find_code(self.cleaned_data["code"], office=self.office)
        if found is None:
            raise forms.ValidationError(
                _("This code does not count. Look again, or go on without.")
            )
        return found


@path_page("times")
@guard("code")
def booking_code(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Type the code."""
    office = office_of(request)
    form = CodeForm(request.POST if request.method == "POST" else None, office=office)
    if form.is_valid():
        keep_draft(request, replace(draft, code=form.cleaned_data["code"].code))
        lift_proof(request)
        return redirect("public:times")
    place = place_of("times", draft, definition_of(office))
    return render(request, "public/booking_code.html", {"form": form, "place": place})


def code_of(draft: Draft, office: Office) -> BookingCode | None:
    """The code that was typed, while it counts."""
    return find_code(draft.code, office=office) if draft.code else None


def offers_for(
    office: Office,
    asked: VisitRequest,
    *,
    order: Order,
    first_day: date | None,
    code: BookingCode | None,
) -> Offers:
    """The first days with times; those of a code's places where any are left."""
    if code is None:
        return find_offers(office, asked, order=order, first_day=first_day)
    full = full_days(code)
    offers = find_offers(office, asked, order=order, first_day=first_day, sight=CODE_HOLDER)
    days = (
        _as_everybody(office, asked, each.day, order=order) if each.day in full else each
        for each in offers.days
    )
    return replace(offers, days=tuple(each for each in days if each.plans))


def _as_everybody(office: Office, asked: VisitRequest, day: date, *, order: Order) -> DayOffers:
    found = find_offers(office, asked, order=order, first_day=day, most_days=1).days
    return found[0] if found and found[0].day == day else DayOffers(day=day, plans=(), possible=0)


def day_offers_for(
    office: Office, asked: VisitRequest, day: date, *, code: BookingCode | None
) -> DayOffers:
    """All times of one day."""
    return offers_on(office, asked, day=day, sight=_sight(code, day))


def _sight(code: BookingCode | None, day: date) -> Sight:
    return CODE_HOLDER if code and day not in full_days(code) else PUBLIC
