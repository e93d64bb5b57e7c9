"""What the office has promised to do: the coordinator's list."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from welcome_office.accessibility.actions import answer_report
from welcome_office.accessibility.models import MOST_SIGNS, BarrierReport
from welcome_office.accessibility.queries import report_behind
from welcome_office.cases.actions import finish_next_step
from welcome_office.cases.policy import next_steps_visible_to
from welcome_office.employers.queries import announcement_behind, firms_behind
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look


class AnswerForm(forms.Form):
    """What the office answers to a report of a barrier."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "What you did, or until when you do what. How to turn to the ombuds office is added."
        ),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Please write an answer.")},
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )


def index(request: StaffRequest) -> HttpResponse:
    """Show what is open, the most urgent first."""
    steps = list(next_steps_visible_to(request.member).filter(done_at=None))
    firms = firms_behind(steps)
    context = {
        "promises": [(step, firms.get(step.pk, "")) for step in steps],
        "today": timezone.localdate(),
    }
    return render(request, "desk/promises.html", context)


def show(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one promise with what is needed to keep it."""
    step = get_object_or_404(next_steps_visible_to(request.member), pk=pk)
    announcement = announcement_behind(step)
    if announcement:
        note_look(request, f"announcement:{announcement.pk}", purpose="to answer the firm")
    report = report_behind(step)
    if report:
        note_look(request, f"barrier:{report.pk}", purpose="to answer a report of a barrier")
    context = {
        "step": step,
        "announcement": announcement,
        "report": report,
        "form": AnswerForm() if report and _can_be_answered(report) else None,
    }
    return render(request, "desk/promise.html", context)


@require_POST
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer a report of a barrier by mail; that ticks the task off."""
    step = get_object_or_404(next_steps_visible_to(request.member), pk=pk)
    report, form = report_behind(step), AnswerForm(request.POST)
    if report is None or not _can_be_answered(report):
        return redirect("desk:promise", pk)
    if not form.is_valid():
        context = {"step": step, "report": report, "form": form}
        return render(request, "desk/promise.html", context)
    answer_report(report, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, gettext("Your answer is on its way."))
    return redirect("desk:promises")


@require_POST
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """Tick it off."""
    step = get_object_or_404(next_steps_visible_to(request.member), pk=pk)
    finish_next_step(step, by=request.user)
    return redirect("desk:promises")


def _can_be_answered(report: BarrierReport) -> bool:
    return bool(report.email) and report.answered_at is None
