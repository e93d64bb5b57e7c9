"""What somebody shares of their check of residence paths: read with the code they tell."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.core.counting import Counted, count
from welcome_office.pathways.models import Assessment
from welcome_office.pathways.policy import may_read_shared
from welcome_office.pathways.queries import assessment_shared_with, check_of
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.pathways.result import result_context

TRIES = 10
WITHIN = timedelta(minutes=10)


class ShareCodeForm(forms.Form):
    """The short code that somebody tells."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("8 letters and digits, for example 3ACD-4EFH"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "autofocus": True}),
    )


def shared_check(request: StaffRequest) -> HttpResponse:
    """Ask for the code, then show the check; the look is recorded."""
    form = ShareCodeForm(request.POST or None)
    found = _found(request, form) if form.is_valid() and may_read_shared(request.member) else None
    context: dict[str, Any] = {"form": form}
    if found is not None:
        note_look(request, found.audit_subject, purpose="a shared check of residence paths")
        context |= {**result_context(check_of(found), request.office), "stored": found}
    return render(request, "desk/shared_check.html", context)


def _found(request: StaffRequest, form: ShareCodeForm) -> Assessment | None:
    tried = Counted(what="share-code", who=request.user.audit_name, within=WITHIN)
    if count(tried)[0] > TRIES:
        form.add_error("code", _("That was tried too often. Please wait ten minutes."))
        return None
    found = assessment_shared_with(
        form.cleaned_data["code"], office=request.office, now=timezone.now()
    )
    if found is None:
        form.add_error("code", _("This code is not good, or no longer. It is good for a week."))
    return found
