"""How a step goes: one key or button each, and the page for what continues."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from welcome_office.cases.actions import finish_next_step
from welcome_office.cases.models import NextStep
from welcome_office.core.wording import current_language
from welcome_office.partners.office_files import Service
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import Agreement, continue_step, note_step, take_back
from welcome_office.visits.errors import NotTodayError, StepChangedError, VisitPastError
from welcome_office.visits.models import Continuation, Step, StepEvent
from welcome_office.visits.planning import zone_of
from welcome_office.visits.policy import continuations_visible_to, steps_noted_by
from welcome_office.visits.queries import called
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.forms import (
    ChoiceOfOne,
    ChoiceOfSome,
    DayField,
    PageForm,
    PlainTextField,
)

Kind = StepEvent.Kind
NOTED = {Kind.HERE, Kind.RUNNING, Kind.DONE, Kind.MISSED}
CORRECT = "correct"
CHANGED = gettext_lazy(
    "Another desk was faster and has noted something else. This is how it is now."
)


@require_POST
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Note what the pressed key says."""
    step = get_object_or_404(steps_noted_by(request.member), pk=pk)
    wanted = request.POST.get("kind", "")
    if wanted == Kind.CONTINUES:
        return redirect("desk:continue", pk)
    try:
        if wanted == CORRECT:
            take_back(_event(request, step), by=request.user)
        elif wanted in NOTED:
            note_step(step, Kind(wanted), by=request.user)
    except StepChangedError:
        messages.error(request, CHANGED)
    except NotTodayError:
        messages.error(request, _("This visit is on another day."))
    except VisitPastError:
        messages.error(request, _("This visit was cancelled."))
    return back(request, step, stays=wanted in {Kind.HERE, Kind.RUNNING, CORRECT})


def _event(request: StaffRequest, step: Step) -> StepEvent:
    number = request.POST.get("event", "")
    return get_object_or_404(step.events, pk=number if number.isdecimal() else 0)


def back(request: StaffRequest, step: Step, *, stays: bool) -> HttpResponse:
    """Return to where the key was pressed: the visit's sheet, or the line (or the next) of the day.

    `stays`: the line has not had its last word, so it keeps the focus.
    """
    if request.POST.get("back") == "visit":
        return redirect("desk:visit", step.visit_id)
    day = step.during.lower.astimezone(zone_of(request.office)).date()
    query = {"partner": request.POST.get("partner", ""), "at": str(step.pk) if stays else ""}
    kept = urlencode({key: value for key, value in query.items() if value})
    page = reverse("desk:day_on", args=[day])
    return redirect(f"{page}?{kept}" if kept else page)


class ContinueForm(PageForm):
    """What continues, where, until when, and whose turn it is."""

    what = PlainTextField(
        label=gettext_lazy("What continues?"),
        help_text=gettext_lazy("The person reads this sentence. Please write no names."),
        max_length=160,
        error_messages={"required": gettext_lazy("Please say what continues.")},
        widget=forms.TextInput(attrs={"autofocus": True, "dir": "auto"}),
    )
    where = PlainTextField(
        label=gettext_lazy("Where?"),
        help_text=gettext_lazy("For example a desk, an address or “by mail”."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    due_on = DayField(
        label=gettext_lazy("Until when?"),
        error_messages={"required": gettext_lazy("Please say until when.")},
    )
    actor = ChoiceOfOne(
        label=gettext_lazy("Whose turn is it?"),
        choices=[
            (NextStep.Actor.PERSON.value, gettext_lazy("The person’s")),
            (NextStep.Actor.OFFICE.value, gettext_lazy("Ours")),
            (NextStep.Actor.BODY.value, gettext_lazy("Another authority’s or body’s")),
        ],
        error_messages={"required": gettext_lazy("Please say whose turn it is.")},
    )
    missing_papers = ChoiceOfSome(
        label=gettext_lazy("Which papers were missing?"),
        help_text=gettext_lazy("Counted per organisation, to make the lists of papers better."),
        required=False,
    )

    def __init__(self, *args: Any, service: Service, today: Any, **kwargs: Any) -> None:
        """Ask about the papers of this service."""
        super().__init__(*args, **kwargs)
        self.today = today
        code = current_language().code
        papers = [(paper.id, paper.text.in_language(code)) for paper in service.papers]
        self.fields["missing_papers"].choices = papers  # type: ignore[attr-defined] # a choice field has choices
        if not papers:
            del self.fields["missing_papers"]

    def clean_due_on(self) -> Any:
        """What continues lies ahead."""
        due_on = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("This day is over. Please choose a day to come."))
        return due_on

    def agreement(self) -> Agreement:
        """What was agreed."""
        said = self.cleaned_data
        return Agreement(
            what=said["what"],
            where=said["where"],
            due_on=said["due_on"],
            actor=NextStep.Actor(said["actor"]),
            missing_papers=tuple(said.get("missing_papers", ())),
        )


def continues(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask what continues, then close the step."""
    step = get_object_or_404(steps_noted_by(request.member), pk=pk)
    service = definition_of(request.office).services_by_id[step.service.slug]
    today = timezone.localdate(timezone=zone_of(request.office))
    form = ContinueForm(request.POST or None, service=service, today=today)
    if form.is_valid():
        try:
            continue_step(step, form.agreement(), by=request.user)
        except StepChangedError:
            messages.error(request, CHANGED)
        except VisitPastError:
            messages.error(request, _("This visit was cancelled."))
        return back(request, step, stays=False)
    context = {"form": form, "step": step, "service": service, "who": called(step.visit)}
    return render(request, "desk/continue.html", context)


def open_steps(request: StaffRequest) -> HttpResponse:
    """Show what was agreed at the desks in reach and is not done yet, the most urgent first."""
    agreed = continuations_visible_to(request.member).filter(next_step__done_at=None)
    services = definition_of(request.office).services_by_id
    rows = [
        {
            "agreed": each,
            "visit": each.event.step.visit,
            "service": services[each.event.step.service.slug],
        }
        for each in agreed.order_by("next_step__due_on", "pk")
    ]
    today = timezone.localdate(timezone=zone_of(request.office))
    return render(request, "desk/open_steps.html", {"rows": rows, "today": today})


@require_POST
def finish_open_step(request: StaffRequest, pk: int) -> HttpResponse:
    """Tick off what was agreed."""
    agreed: Continuation = get_object_or_404(continuations_visible_to(request.member), pk=pk)
    finish_next_step(agreed.next_step, by=request.user)
    return redirect("desk:open_steps")
