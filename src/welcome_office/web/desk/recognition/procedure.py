"""One procedure: the clock, the papers, what is missing, and everything an adviser does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from welcome_office.core.wording import current_language
from welcome_office.law.recognition.law import load_law
from welcome_office.partners.models import Partner
from welcome_office.recognition import actions
from welcome_office.recognition.actions.files import uploads_are_on
from welcome_office.recognition.answers import occupation_name, official_term
from welcome_office.recognition.clocks import clock_of, effective_rows, inquiry_of
from welcome_office.recognition.models import Measure, Paper, PaperFile, Procedure
from welcome_office.recognition.policy import courses_visible_to, procedures_visible_to
from welcome_office.recognition.queries import body_name, country_name, paper_names
from welcome_office.recognition.worklist import (
    act_in_words,
    clock_line,
    courses_for,
    experience_of,
)
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.looks import note_look
from welcome_office.web.desk.recognition import words
from welcome_office.web.desk.recognition.forms import AboutForm, DeficitsForm, EventForm, TalkForm
from welcome_office.web.forms import DayField, PageForm, PlainTextField

Change = Callable[..., HttpResponse | None]


def procedure_of(request: StaffRequest, pk: int) -> Procedure:
    """The procedure, if it is the member's to see."""
    return get_object_or_404(procedures_visible_to(request.member), pk=pk)


def change(view: Change) -> Callable[..., HttpResponse]:
    """A button on the procedure's page: does one thing and brings the page back."""

    @require_POST
    @wraps(view)
    def guarded(request: StaffRequest, pk: int, **kwargs: Any) -> HttpResponse:
        procedure = procedure_of(request, pk)
        try:
            answer = view(request, procedure, **kwargs)
        except actions.ClosedError:
            messages.error(request, _("This procedure is closed. Open it again first."))
            answer = None
        except actions.ReplacedError:
            messages.error(request, _("This was corrected already. Correct the correction."))
            answer = None
        return answer or redirect("desk:procedure", pk)

    return guarded


def show(request: StaffRequest, pk: int, **forms: PageForm) -> HttpResponse:
    """Show one procedure as a whole."""
    procedure = procedure_of(request, pk)
    note_look(request, procedure.audit_subject, purpose="the procedure")
    return render(request, "desk/recognition/procedure.html", context_of(procedure, forms))


def context_of(procedure: Procedure, forms: dict[str, PageForm]) -> dict[str, Any]:
    """Everything that the page of a procedure shows."""
    today, law = timezone.localdate(), load_law(procedure.land)
    rows = effective_rows(procedure)
    clock = clock_of(procedure, today=today, rows=rows)
    step, language = procedure.next_step, current_language().code
    return {
        "procedure": procedure,
        "occupation": occupation_name(procedure.occupation, law),
        "term": official_term(procedure.occupation, law),
        "body": body_name(procedure.body, law),
        "trained_in": country_name(str(procedure.facts.get("trained_in", "")), law),
        "step": step,
        "act": act_in_words(procedure.act, law, language=language) if step else "",
        "actor": words.ACTORS[step.actor] if step else "",
        "days_late": max((today - step.due_on).days, 0) if step else 0,
        "clock": clock,
        "warnings": [act_in_words(each, law, language=language) for each in clock.warnings],
        "line": clock_line(clock, rows, promised=step.due_on if step else None, today=today),
        "months": inquiry_of(procedure).finding.ruling.decision_months,
        "experience": experience_of(procedure.body, partner=_partner(procedure), today=today),
        "papers": _papers(procedure),
        "files": _files(procedure),
        "has_uploads": uploads_are_on(procedure.office),
        "offers": courses_for(procedure, today=today),
        "forms": _forms(procedure, forms, today=today),
        # The page's list of errors and its title speak of the form that was sent.
        "form": next(iter(forms.values()), None),
        "words": words,
        "today": today,
    }


def _partner(procedure: Procedure) -> Partner:
    return procedure.partner


def _papers(procedure: Procedure) -> list[tuple[Paper, str]]:
    papers = list(procedure.papers.all())
    names = paper_names([each.name for each in papers], load_law(procedure.land))
    return list(zip(papers, names, strict=True))


def _files(procedure: Procedure) -> list[tuple[PaperFile, str]]:
    files = list(procedure.files.defer("content").select_related("paper"))
    names = [each.paper.name if each.paper else "" for each in files]
    known = dict(zip(names, paper_names(names, load_law(procedure.land)), strict=False))
    return [(each, known.get(name, "")) for each, name in zip(files, names, strict=True)]


def _forms(procedure: Procedure, sent: dict[str, PageForm], *, today: Any) -> dict[str, PageForm]:
    about = {"name": procedure.client.name, "body": procedure.body}
    fresh: dict[str, PageForm] = {
        "about": AboutForm(initial=about, prefix="about", law=load_law(procedure.land)),
        "event": EventForm(initial={"day": today}, prefix="event"),
        "talk": TalkForm(initial={"day": today, "minutes": 30}, prefix="talk"),
        "deficits": DeficitsForm(prefix="deficits"),
        "due": DueForm(prefix="due"),
        "paper": PaperForm(prefix="paper"),
    }
    return fresh | sent


class DueForm(PageForm):
    """Another day for the next step."""

    day = DayField()


class PaperForm(PageForm):
    """A paper that is not on the list."""

    name = PlainTextField(max_length=120)


def _again(request: StaffRequest, procedure: Procedure, **forms: PageForm) -> HttpResponse:
    """Bring the page back with what was typed and what is wrong."""
    context = context_of(procedure, forms)
    return render(request, "desk/recognition/procedure.html", context, status=422)


@change
def set_about(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Say whose procedure it is, and which body decides."""
    form = AboutForm(request.POST, prefix="about", law=load_law(procedure.land))
    if not form.is_valid():
        return _again(request, procedure, about=form)
    name, body = form.cleaned_data["name"], form.cleaned_data["body"]
    if name != procedure.client.name:
        actions.name_client(procedure.client, name=name, by=request.user)
    if body != procedure.body:
        actions.set_body(procedure, body, by=request.user)
    return None


@change
def note_event(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Write down what happened."""
    form = EventForm(request.POST, prefix="event")
    if not form.is_valid():
        return _again(request, procedure, event=form)
    actions.note_event(procedure, form.event(), by=request.user)
    messages.success(request, _("Noted. The next step follows from it."))
    return None


@change
def strike(request: StaffRequest, procedure: Procedure, *, event: int) -> None:
    """Say that something did not happen."""
    row = get_object_or_404(procedure.events, pk=event)
    actions.correct_event(row, by=request.user)


@change
def set_paper(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Say how far a paper is, or add one."""
    name = request.POST.get("name", "")
    if not name:
        form = PaperForm(request.POST, prefix="paper")
        if not form.is_valid():
            return _again(request, procedure, paper=form)
        name = form.cleaned_data["name"]
    elif not procedure.papers.filter(name=name).exists():
        raise Http404
    state = request.POST.get("state", Paper.State.MISSING)
    if state not in Paper.State.values:
        return HttpResponseBadRequest()
    actions.set_paper(procedure, name, state=Paper.State(state), by=request.user)
    return None


@change
def list_deficits(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Write down what a notice says is missing."""
    form = DeficitsForm(request.POST, prefix="deficits")
    if not form.is_valid():
        return _again(request, procedure, deficits=form)
    actions.list_deficits(procedure, form.cleaned_data["topics"], by=request.user)
    return None


@change
def settle(request: StaffRequest, procedure: Procedure, *, deficit: int) -> None:
    """A difference is made up for."""
    actions.settle_deficit(get_object_or_404(procedure.deficits, pk=deficit), by=request.user)


@change
def plan_measure(request: StaffRequest, procedure: Procedure, *, course: int) -> None:
    """Take a place in a course."""
    found = get_object_or_404(courses_visible_to(request.member), pk=course)
    try:
        actions.plan_measure(procedure, title=found.title, course=found, by=request.user)
    except actions.CourseFullError:
        messages.error(request, _("All places of this course are taken."))


@change
def set_measure(
    request: StaffRequest, procedure: Procedure, *, measure: int
) -> HttpResponse | None:
    """Say how far a course is."""
    found = get_object_or_404(procedure.measures, pk=measure)
    state = request.POST.get("state", "")
    if state not in Measure.State.values:
        return HttpResponseBadRequest()
    actions.set_measure(found, state=Measure.State(state), by=request.user)
    return None


@change
def document_talk(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Document one talk."""
    form = TalkForm(request.POST, prefix="talk")
    if not form.is_valid():
        return _again(request, procedure, talk=form)
    actions.document_talk(procedure.client, form.talk(), by=request.user)
    messages.success(request, _("The talk is documented."))
    return None


@change
def put_off(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Another day for the next step."""
    form = DueForm(request.POST, prefix="due")
    if not form.is_valid():
        return _again(request, procedure, due=form)
    actions.put_off(procedure, form.cleaned_data["day"], by=request.user)
    return None


@change
def close(request: StaffRequest, procedure: Procedure) -> HttpResponse | None:
    """Nothing is to be done any more."""
    reason = request.POST.get("reason", "")
    if reason not in Procedure.Closed.values:
        return HttpResponseBadRequest()
    actions.close_procedure(procedure, reason=Procedure.Closed(reason), by=request.user)
    return None


@change
def reopen(request: StaffRequest, procedure: Procedure) -> None:
    """It goes on."""
    actions.reopen_procedure(procedure, by=request.user)
