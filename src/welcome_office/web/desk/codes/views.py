"""Booking codes for partners and known employers: give, count, withdraw."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from welcome_office.visits.actions import new_code, withdraw_code
from welcome_office.visits.models import BookingCode, Visit
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.forms import PageForm, PlainTextField

MOST_PER_DAY = 50


class NewCodeForm(PageForm):
    """For whom, and how many places a day."""

    holder = PlainTextField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("A partner or an employer, no person."),
        max_length=120,
        error_messages={"required": gettext_lazy("Please write the organisation.")},
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    per_day = forms.IntegerField(
        label=gettext_lazy("Visits a day"),
        min_value=1,
        max_value=MOST_PER_DAY,
        error_messages={"required": gettext_lazy("Please write a number.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )


def index(request: StaffRequest) -> HttpResponse:
    """List the codes with how many visits they lead to, and give another."""
    form = NewCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = new_code(request.office, by=request.user, **form.cleaned_data)
        messages.success(request, _("The code is %(code)s.") % {"code": code.code})
        return redirect("desk:codes")
    ahead = Q(uses__day__gte=timezone.localdate(), uses__visit__state__in=Visit.OCCUPYING)
    codes = BookingCode.objects.filter(office=request.office, withdrawn_at=None)
    context: dict[str, Any] = {"form": form, "codes": codes.annotate(ahead=Count("uses", ahead))}
    return render(request, "desk/codes/index.html", context)


@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a code open nothing any more."""
    codes = BookingCode.objects.select_related("office").filter(office=request.office)
    code = get_object_or_404(codes, pk=pk)
    withdraw_code(code, by=request.user)
    messages.success(request, _("The code does not count any more. Booked visits stay."))
    return redirect("desk:codes")
