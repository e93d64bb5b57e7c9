"""The code from the mail, and the page that says that everything is booked."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.core.audit import VISITOR
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import confirm_with_code, send_code_again
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import (
    AlreadyBookedError,
    HoldEndedError,
    TooManyMessagesError,
    WrongCodeError,
)
from welcome_office.visits.models import Visit
from welcome_office.visits.route import route_of_visit
from welcome_office.web.brakes.guard import guard
from welcome_office.web.context import same_page
from welcome_office.web.forms import PageForm, western_digits
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Draft, draft_of, keep_draft
from welcome_office.web.public.holding import contact_is_busy, hold_ended, time_left
from welcome_office.web.public.path import OTHER_LANGUAGE
from welcome_office.web.public.visit_page import visit_context


class CodeForm(PageForm):
    """The six digits."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        error_messages={"required": _("Please write the six digits from the message.")},
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
    )

    def clean_code(self) -> str:
        """Read the digits of every script."""
        return western_digits(self.cleaned_data["code"])


@require_http_methods(["GET", "HEAD", "POST"])
@guard("code", signed=False)
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that came, or send it again."""
    draft = draft_of(request)
    visit = visits_in_full().filter(pk=draft.held).first() if draft.held else None
    if visit is not None and visit.state == Visit.State.CONFIRMED:
        return redirect("public:done")
    if draft.contact is None or draft.held is None:
        return redirect("public:errands")
    if visit is None or time_left(visit) is None:
        return hold_ended(request)
    if visit.state == Visit.State.HELD:
        return redirect("public:check")
    return _answer_code(request, draft, visit)


def _answer_code(request: HttpRequest, draft: Draft, visit: Visit) -> HttpResponse:
    if OTHER_LANGUAGE in request.POST:
        return redirect(same_page(request, request.POST[OTHER_LANGUAGE]))
    if "again" in request.POST:
        try:
            send_code_again(visit, by=VISITOR)
        except TooManyMessagesError:
            return contact_is_busy(request, back=request.path)
        return redirect(f"{request.path}?again=1")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        booked = _confirm(form, visit)
        if booked:
            keep_draft(request, Draft(booked=visit.pk, later=draft.later))
            return redirect("public:done")
    return render(request, "public/code.html", _code_context(request, form, visit))


def _confirm(form: CodeForm, visit: Visit) -> bool:
    try:
        confirm_with_code(visit, typed=form.cleaned_data["code"], by=VISITOR)
    except WrongCodeError:
        form.add_error(
            "code", _("This code does not fit or is too old. Look again, or get a new one.")
        )
    except AlreadyBookedError:
        form.add_error(
            None, _("You already have a visit at this time. Please choose another time.")
        )
    except HoldEndedError:
        form.add_error(None, _("The time is free again. Please choose a time once more."))
    else:
        return True
    return False


def _code_context(request: HttpRequest, form: PageForm, visit: Visit) -> dict[str, Any]:
    rules = definition_of(office_of(request)).office.booking
    return {
        "form": form,
        "visit": visit,
        "left": time_left(visit),
        "route": route_of_visit(visit),
        "code_minutes": rules.confirm_by_code_minutes,
        "was_sent_again": "again" in request.GET,
        "keeps_input": True,
    }


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Everything about the booked visit."""
    draft = draft_of(request)
    pk = draft.booked or draft.held
    visit = visits_in_full().filter(pk=pk, state=Visit.State.CONFIRMED).first() if pk else None
    if visit is None:
        return redirect("public:start")
    definition = definition_of(office_of(request))
    later = [definition.services_by_id[name] for name in draft.later or ()]
    context = {**visit_context(visit), "later": later, "is_new": True}
    return render(request, "public/visit.html", context)
