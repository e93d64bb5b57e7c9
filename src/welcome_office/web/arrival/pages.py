"""The questions and the plan."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from welcome_office.cases.queries import restriction_of
from welcome_office.core.audit import VISITOR
from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.difference import changes_between, summary_of
from welcome_office.law.arrival.plan import Plan
from welcome_office.law.arrival.rules import load_rules
from welcome_office.pathways.actions.plans import note_news_read
from welcome_office.pathways.arrival.changes import changes_in_words
from welcome_office.pathways.arrival.keeping import news_of
from welcome_office.pathways.arrival.words import plan_in_words
from welcome_office.pathways.codes import show_code
from welcome_office.web.arrival.closing import close_what_visits_did
from welcome_office.web.arrival.kept import Told, change, definition, keep, kept_plan, plan_from
from welcome_office.web.arrival.kept import told_of as told_in
from welcome_office.web.arrival.one_visit import bundle_in
from welcome_office.web.arrival.questions import ALL_QUESTIONS, QUESTIONS, Question
from welcome_office.web.arrival.timeline import draw_timeline
from welcome_office.web.public.path import OTHER_LANGUAGE


def page_after(slug: str, answers: Answers) -> str:
    """The next question of the path that is asked; empty after the last one."""
    slugs = list(QUESTIONS)
    following = slugs[slugs.index(slug) + 1 :] if slug in QUESTIONS else []
    return next((each for each in following if QUESTIONS[each].is_asked(answers)), "")


def _page_before(slug: str, answers: Answers) -> str:
    slugs = list(QUESTIONS)
    earlier = slugs[: slugs.index(slug)] if slug in QUESTIONS else []
    return next((each for each in reversed(earlier) if QUESTIONS[each].is_asked(answers)), "")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what the plan is, begin it, or open one that was kept."""
    return render(request, "arrival/start.html", {"has_plan": bool(told_in(request).asked)})


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, *, slug: str) -> HttpResponse:
    """Ask one thing."""
    if slug not in ALL_QUESTIONS:
        raise Http404(f"The plan has no question {slug!r}.")
    told = told_in(request)
    form = _form(request, told, slug)
    if form.is_valid():
        return _take_answer(request, told, form, slug=slug)
    asked = [each for each in QUESTIONS if QUESTIONS[each].is_asked(told.answers)]
    context = {
        "form": form,
        "slug": slug,
        "title": form.title,
        "back": _page_before(slug, told.answers),
        "number": asked.index(slug) + 1 if slug in asked else 0,
        "bar": [each <= asked.index(slug) if slug in asked else True for each in range(len(asked))],
        "count": len(asked),
        "is_change": _is_complete(told),
    }
    return render(request, "arrival/question.html", context)


def _form(request: HttpRequest, told: Told, slug: str) -> Question:
    form_class = ALL_QUESTIONS[slug]
    if request.method == "POST" and OTHER_LANGUAGE not in request.POST:
        return form_class(request.POST)
    initial = form_class.before(told.answers) if slug in told.asked else {}
    return form_class(initial=initial)


def _is_complete(told: Told) -> bool:
    return "more" in told.asked


def _take_answer(request: HttpRequest, told: Told, form: Question, *, slug: str) -> HttpResponse:
    asked = tuple(dict.fromkeys((*told.asked, slug)))
    was_complete = _is_complete(told)
    answers = form.read(told.answers)
    if was_complete:
        change(request, told, answers=answers, asked=asked)
    else:
        keep(request, Told(answers=answers, asked=asked, done=told.done))
    following = page_after(slug, answers)
    # Who changes one answer returns to the plan, but is asked what only now matters.
    if following and (not was_complete or following not in asked):
        return redirect("arrival:question", slug=following)
    return redirect("arrival:plan")


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan."""
    told = told_in(request)
    if not told.asked:
        return redirect("arrival:start")
    told = close_what_visits_did(request, told)
    made = plan_from(request, told)
    kept = kept_plan(request, told)
    context = {
        "words": plan_in_words(made, definition(request)),
        "timeline": draw_timeline(made),
        "changes": _changes(told, made),
        "news": changes_in_words(news_of(kept)) if kept else (),
        "bundle": bundle_in(made, definition(request)),
        "questions": _questions(told),
        "is_kept": kept is not None,
        "code": show_code(told.code) if told.code else "",
        "email": kept.email if kept else "",
        "restriction": restriction_of(kept.audit_subject) if kept else None,
    }
    return render(request, "arrival/plan.html", context)


def _changes(told: Told, made: Plan) -> tuple[str, ...]:
    if told.before is None:
        return ()
    return changes_in_words(changes_between(told.before, summary_of(made)))


def _questions(told: Told) -> list[tuple[str, Any, bool]]:
    """Every question with whether it is still without an answer."""
    return [
        (slug, form.title, slug not in told.asked)
        for slug, form in ALL_QUESTIONS.items()
        if form.is_asked(told.answers)
    ]


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """The person has read what is different."""
    told = told_in(request)
    keep(request, Told(**{**_fields(told), "before": None}))
    kept = kept_plan(request, told)
    if kept is not None and kept.news:
        note_news_read(kept, by=VISITOR)
    return redirect("arrival:plan")


def _fields(told: Told) -> dict[str, Any]:
    return {name: getattr(told, name) for name in Told.__dataclass_fields__}


@require_POST
def tick(request: HttpRequest, *, errand: str) -> HttpResponse:
    """Say that a step is done, or that it is not."""
    if errand not in load_rules().steps:
        raise Http404(f"There is no errand {errand!r}.")
    told = told_in(request)
    done = set(told.done) ^ {errand}
    change(request, told, done=tuple(sorted(done)))
    return redirect(f"{request.path.rpartition('/done/')[0]}/#step-{errand}")
