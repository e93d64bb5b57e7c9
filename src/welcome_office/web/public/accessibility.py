"""How accessible these pages are, and a short form for whoever meets a barrier."""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.accessibility.actions import BarrierGiven, report_barrier
from welcome_office.accessibility.enforcement import enforcement_in
from welcome_office.accessibility.models import MOST_SIGNS
from welcome_office.accessibility.statement import read_statement
from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.partners.queries import definition_of
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import MailField, PageForm, PlainTextField
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import draft_of, keep_draft
from welcome_office.web.public.information import find_page
from welcome_office.web.public.path import OTHER_LANGUAGE, change_language, open_form

PAGE = "barrier"
SENT = "barrier_sent"


class BarrierForm(PageForm):
    """What does not work; everything else is voluntary."""

    what = forms.CharField(
        label=_("What does not work?"),
        help_text=_("For example: what did you want to do, and what happened?"),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Please write what does not work.")},
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )
    place = PlainTextField(
        label=_("On which page or paper?"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    email = MailField(
        label=_("E-mail address"),
        help_text=_("Only if you want an answer."),
        required=False,
    )
    phone = PlainTextField(
        label=_("Phone number"),
        help_text=_("Only if we should call you."),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}),
    )

    def barrier(self) -> BarrierGiven:
        """What the action takes over."""
        return BarrierGiven(**{name: self.cleaned_data[name] for name in self.fields})


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """How accessible these pages are (§ 10b BGG NRW)."""
    definition = definition_of(office_of(request))
    context = {
        "statement": read_statement(),
        "operator": definition.office.operator,
        "page": find_page(definition, "accessibility"),
        "enforcement": enforcement_in(definition.office),
    }
    return render(request, "public/accessibility.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard("message")
def report(request: HttpRequest) -> HttpResponse:
    """Report a barrier."""
    office, draft = office_of(request), draft_of(request)
    if request.method == "POST" and OTHER_LANGUAGE in request.POST:
        return change_language(request, draft, page=PAGE)
    form = open_form(BarrierForm, request, draft, page=PAGE)
    if form.is_valid():
        assert isinstance(form, BarrierForm)
        given, language = form.barrier(), current_language().code
        made = report_barrier(office, given, language=language, by=VISITOR)
        typed = {page: fields for page, fields in draft.typed.items() if page != PAGE}
        keep_draft(request, replace(draft, typed=typed))
        due_on = made.next_step.due_on.isoformat()
        request.session[SENT] = [due_on, bool(given.email or given.phone)]
        return redirect("public:barrier_sent")
    return render(request, "public/barrier.html", {"form": form, "keeps_input": True})


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived, and what happens next."""
    if SENT not in request.session:
        return redirect("public:barrier")
    due_on, wants_answer = request.session[SENT]
    enforcement = enforcement_in(definition_of(office_of(request)).office)
    context = {
        "due_on": date.fromisoformat(due_on),
        "wants_answer": wants_answer,
        "enforcement": enforcement,
    }
    return render(request, "public/barrier_sent.html", context)
