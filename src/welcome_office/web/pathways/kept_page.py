"""What somebody wanted to keep: opened by a code, shared with a counsellor, deleted."""

from dataclasses import replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from welcome_office.cases.queries import restriction_of
from welcome_office.core.audit import VISITOR
from welcome_office.pathways.actions import (
    delete_assessment,
    keep_assessment,
    share_assessment,
    stop_sharing,
)
from welcome_office.pathways.codes import show_code
from welcome_office.pathways.models import Assessment
from welcome_office.pathways.queries import assessment_with_code, check_of
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import PageForm
from welcome_office.web.pathways import kept as session
from welcome_office.web.pathways.kept import Kept, kept_of
from welcome_office.web.pathways.result import result_context
from welcome_office.web.public.access import office_of


class CodeForm(PageForm):
    """The code that somebody wrote down."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("16 letters and digits, for example 3ACD-4EFH-6JKM-7NPQ"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "dir": "ltr", "autocapitalize": "characters"}
        ),
        error_messages={"required": gettext_lazy("Please write your code.")},
    )


@require_POST
@guard("keep", signed=False)
def keep_result(request: HttpRequest) -> HttpResponse:
    """Keep the check because its person wants it."""
    kept = kept_of(request)
    check = session.check_of(kept)
    if check is None:
        return redirect("pathways:start")
    stored, code = keep_assessment(check, office=office_of(request), by=VISITOR)
    session.keep(request, replace(kept, opened=str(stored.pk), code=code, share_code=""))
    return redirect("pathways:own")


@require_http_methods(["GET", "HEAD", "POST"])
@guard("code", signed=False)
def find(request: HttpRequest) -> HttpResponse:
    """Open what was kept, by its code."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        found = _found(request, form)
        if found is not None:
            session.keep(request, replace(kept_of(request), opened=str(found.pk), code=""))
            return redirect("pathways:own")
    return render(request, "pathways/find_kept.html", {"form": form})


def _found(request: HttpRequest, form: CodeForm) -> Assessment | None:
    found = assessment_with_code(form.cleaned_data["code"], office=office_of(request))
    if found is None:
        form.add_error("code", _("Nothing is kept under this code. Perhaps it was deleted."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Show what is kept, as it was found then; share it, end the share, delete it."""
    kept = kept_of(request)
    stored = _opened(request, kept)
    if stored is None:
        return redirect("pathways:kept")
    if request.method == "POST":
        return _change(request, kept, stored)
    check = check_of(stored)
    context = {
        **result_context(check, stored.office),
        "stored": stored,
        "code": show_code(kept.code),
        "share_code": show_code(kept.share_code),
        "is_shared": bool(stored.share_digest),
        "restriction": restriction_of(stored.audit_subject),
    }
    # A code is shown once: whoever opens this page later does not see it.
    session.keep(request, replace(kept, code="", share_code=""))
    return render(request, "pathways/own.html", context)


def _opened(request: HttpRequest, kept: Kept) -> Assessment | None:
    if not kept.opened:
        return None
    found = Assessment.objects.select_related("office", "rule_version")
    return found.filter(pk=kept.opened, office=office_of(request)).first()


def _change(request: HttpRequest, kept: Kept, stored: Assessment) -> HttpResponse:
    if "delete" in request.POST:
        delete_assessment(stored, by=VISITOR)
        session.keep(request, replace(kept, opened="", code="", share_code=""))
        return render(request, "pathways/deleted.html")
    if "again" in request.POST:
        check = check_of(stored)
        again = Kept(
            for_employer=check.for_employer,
            purpose=check.purpose,
            told=check.told,
            opened=kept.opened,
        )
        session.keep(request, again)
        return redirect("pathways:result")
    if "share" in request.POST:
        code = share_assessment(stored, by=VISITOR)
        session.keep(request, replace(kept, share_code=code))
    elif "stop" in request.POST:
        stop_sharing(stored, by=VISITOR)
    return redirect("pathways:own")
