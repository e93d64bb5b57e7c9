"""The coordinator corrects what is kept about the people of a visit (Art. 16 GDPR)."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from welcome_office.partners.policy import Right, may
from welcome_office.visits.actions import ContactGiven, correct_contact
from welcome_office.visits.actions.correct import Corrected, correct_fields
from welcome_office.visits.errors import HoldEndedError
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.policy import visits_visible_to
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.forms import PageForm, PlainTextField
from welcome_office.web.public.people import AGES

FIRST_NAME, AGE = "first_name_", "age_"


class CorrectionForm(PageForm):
    """Name, language and address; first names and ages of those who come."""

    name = PlainTextField(label=gettext_lazy("Name"), max_length=120, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language in which we write"), choices=lambda: settings.LANGUAGES
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("A new address counts when the person has answered there."),
        required=False,
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, sent: Any, *, visit: Visit) -> None:
        """Ask with what is known."""
        self.people = list(visit.people.all())
        known = {"name": visit.name, "language": visit.language, "email": visit.email}
        super().__init__(sent, initial=known)
        for number, person in enumerate(self.people, start=1):
            self.fields[f"{FIRST_NAME}{person.pk}"] = PlainTextField(
                label=_("First name of person %(number)d") % {"number": number},
                max_length=60,
                required=False,
                initial=person.first_name,
            )
            self.fields[f"{AGE}{person.pk}"] = forms.ChoiceField(
                label=_("Age of person %(number)d") % {"number": number},
                choices=AGES.items(),
                initial=person.age,
            )

    def clean_email(self) -> str:
        """Refuse to leave out an address that is known: it would stay, and nobody would notice."""
        email: str = self.cleaned_data["email"]
        if self.initial["email"] and not email:
            raise forms.ValidationError(
                _("An address is replaced here, not removed. Write the new one, or keep the old.")
            )
        return email

    def corrected(self) -> Corrected:
        """What the visit shall say."""
        data = self.cleaned_data
        return Corrected(
            name=data["name"],
            language=data["language"],
            people={
                person.pk: (
                    data[f"{FIRST_NAME}{person.pk}"],
                    VisitPerson.Age(data[f"{AGE}{person.pk}"]),
                )
                for person in self.people
            },
        )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct it; the record says which fields, never what they said."""
    visit = _known(request, pk)
    form = CorrectionForm(request.POST or None, visit=visit)
    if form.is_valid():
        try:
            _correct(request, visit, form)
        except HoldEndedError:
            messages.error(request, _("This visit was cancelled."))
        return redirect("desk:visit", visit.pk)
    note_look(request, visit.audit_subject, purpose="an access request")
    return render(request, "desk/correct.html", {"form": form, "visit": visit})


def _known(request: StaffRequest, pk: int) -> Visit:
    booked = visits_visible_to(request.member).filter(state=Visit.State.CONFIRMED)
    may_correct = may(request.member, Right.ANSWER_REQUESTS)
    return get_object_or_404(booked if may_correct else booked.none(), pk=pk)


@transaction.atomic
def _correct(request: StaffRequest, visit: Visit, form: CorrectionForm) -> None:
    correct_fields(visit, form.corrected(), by=request.user)
    email = form.cleaned_data["email"]
    if email and email != visit.email:
        given = ContactGiven(name=visit.name, contact=Visit.Contact.MAIL, email=email)
        correct_contact(visit, given, by=request.user)
        messages.info(request, _("We wrote to the new address. It counts when it was answered."))
    messages.success(request, _("This is corrected."))
