"""Keep the plan under a code, open it again, delete it."""

from dataclasses import replace

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.pathways.actions.plans import delete_plan, keep_plan
from welcome_office.pathways.arrival.keeping import plan_behind
from welcome_office.pathways.law_news import queue_letter
from welcome_office.pathways.models import KeptPlan
from welcome_office.pathways.plan_queries import plan_with_code
from welcome_office.web.arrival.kept import Told, keep, kept_plan, open_kept, plan_from, told_of
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import MailField, PageForm, western_digits
from welcome_office.web.public.access import office_of


class KeepForm(PageForm):
    """Where to send the plan, if anywhere."""

    email = MailField(
        label=_("E-mail address"),
        help_text=_("Only if you want a link to your plan, and a message when the law changes it."),
        required=False,
    )


class OpenForm(PageForm):
    """The code of a plan."""

    code = forms.CharField(
        label=_("The code of your plan"),
        help_text=_("16 letters and digits, as on your paper. Capitals do not matter."),
        max_length=40,
        error_messages={"required": _("Please write the code.")},
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Read the digits of every script."""
        return western_digits(self.cleaned_data["code"])


@require_http_methods(["GET", "HEAD", "POST"])
@guard("message", signed=False)
def keep_it(request: HttpRequest) -> HttpResponse:
    """Keep the plan and show its code; sends a mail only where an address is given."""
    told = told_of(request)
    if not told.asked or kept_plan(request, told) is not None:
        return redirect("arrival:plan")
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept, code = _keep(request, told, email=form.cleaned_data["email"])
        keep(request, replace(told, plan=str(kept.pk), code=code))
        return redirect("arrival:plan")
    return render(request, "arrival/keep.html", {"form": form})


@transaction.atomic
def _keep(request: HttpRequest, told: Told, *, email: str) -> tuple[KeptPlan, str]:
    kept, code = keep_plan(
        office_of(request),
        plan_from(request, told),
        language=current_language().code,
        email=email,
        by=VISITOR,
    )
    if email:
        queue_letter(kept, kind="plan_kept")
    return kept, code


@require_http_methods(["GET", "HEAD", "POST"])
@guard("code", signed=False)
def open_with_code(request: HttpRequest) -> HttpResponse:
    """Open a plan that was kept earlier."""
    form = OpenForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        kept = plan_with_code(typed, office=office_of(request))
        if kept is not None:
            signs = "".join(sign for sign in typed.upper() if sign.isalnum())
            open_kept(request, kept, code=signs)
            return redirect("arrival:plan")
        form.add_error("code", _("We know no plan with this code. Please look again."))
    return render(request, "arrival/open.html", {"form": form})


@require_safe
def open_with_link(request: HttpRequest, *, token: str) -> HttpResponse:
    """Open the plan of a mailed link."""
    kept = plan_behind(token)
    if kept is None or kept.office != office_of(request):
        return render(request, "arrival/gone.html", status=404)
    open_kept(request, kept)
    return redirect("arrival:plan")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Ask once, then delete what is kept and what was answered."""
    told = told_of(request)
    if request.method != "POST":
        return render(request, "arrival/delete.html", {"is_kept": bool(told.plan)})
    kept = kept_plan(request, told)
    if kept is not None:
        delete_plan(kept, by=VISITOR)
    keep(request, Told())
    return render(request, "arrival/deleted.html")
