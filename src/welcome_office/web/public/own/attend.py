"""Say that you come, or that you will be late: where the reminders lead."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import duration
from welcome_office.visits.actions import report_delay, say_coming
from welcome_office.visits.errors import VisitPastError
from welcome_office.visits.models import Visit
from welcome_office.visits.route import route_of_visit
from welcome_office.web.forms import ChoiceOfOne, PageForm
from welcome_office.web.public.own.access import back_to_visit, own_page

DELAYS = (5, 10, 15, 20, 30, 45, 60)


class DelayForm(PageForm):
    """About how late."""

    minutes = ChoiceOfOne(
        label=_("About how late will you be?"),
        error_messages={"required": _("Please choose about how late you will be.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what a desk can plan with."""
        super().__init__(*args, **kwargs)
        choices = [(str(minutes), duration(minutes)) for minutes in DELAYS]
        self.fields["minutes"].choices = choices  # type: ignore[attr-defined] # a choice field has choices

    def clean_minutes(self) -> int:
        """As a number."""
        try:
            return int(self.cleaned_data["minutes"])
        except ValueError as error:
            raise forms.ValidationError(_("Please choose about how late you will be.")) from error


@own_page(until_end=True)
def late(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Say how late; the desks see it."""
    initial = {"minutes": str(visit.delay_minutes)} if visit.delay_minutes else {}
    form = DelayForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            report_delay(visit, minutes=form.cleaned_data["minutes"], by=VISITOR)
        except VisitPastError:
            return render(request, "public/link_ended.html", status=410)
        return back_to_visit(token, news="late")
    context = {"form": form, "token": token, "route": route_of_visit(visit)}
    return render(request, "public/own/late.html", context)


@own_page(until_end=True)
def coming(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Say that you will be there."""
    if request.method == "POST":
        try:
            say_coming(visit, by=VISITOR)
        except VisitPastError:
            return render(request, "public/link_ended.html", status=410)
        return back_to_visit(token, news="coming")
    context = {"token": token, "route": route_of_visit(visit)}
    return render(request, "public/own/coming.html", context)
