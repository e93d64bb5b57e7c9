"""What the office has promised to do: the coordinator's list."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from welcome_office.cases.actions import finish_next_step
from welcome_office.cases.policy import next_steps_visible_to
from welcome_office.core.audit import record_look
from welcome_office.employers.queries import announcement_behind, firms_behind
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.day import partner_of


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
        record_look(
            office=request.office.slug,
            subject=f"announcement:{announcement.pk}",
            by=request.user,
            partner=partner_of(request),
            purpose="to answer the firm",
        )
    return render(request, "desk/promise.html", {"step": step, "announcement": announcement})


@require_POST
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """Tick it off."""
    step = get_object_or_404(next_steps_visible_to(request.member), pk=pk)
    finish_next_step(step, by=request.user)
    return redirect("desk:promises")
