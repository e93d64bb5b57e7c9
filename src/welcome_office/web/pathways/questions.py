"""One question on a page, only those that can still change a result."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.law.residence.interview import Page, purposes
from welcome_office.law.residence.law import residence_law
from welcome_office.pathways.checking import Check, law_language
from welcome_office.pathways.occupations import find_occupations
from welcome_office.web.forms import ChoiceOfOne, PageForm
from welcome_office.web.pathways.kept import Kept, check_of, keep, kept_of, with_answers
from welcome_office.web.pathways.page_form import UNKNOWN, QuestionsForm, typed_from

LONGEST = 100
# What people come for, in the order of a life: groups that a page can show.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Work"), ("work", "search", "search_after_studies", "recognition", "research")),
    (_("Learning"), ("training", "study", "language_course")),
    (_("Family"), ("join_spouse", "join_german", "join_parents", "join_child")),
    (_("Staying"), ("settlement", "citizenship", "protection")),
)
EMPLOYERS_PURPOSES: tuple[tuple[str, Any], ...] = (
    ("work", _("A job")),
    ("recognition", _("A job while the qualification is being recognised")),
    ("training", _("Vocational training")),
    ("fast_track", _("A job, and it should go fast (section 81a)")),
)


class PurposeForm(PageForm):
    """What somebody comes for."""

    answer = ChoiceOfOne(
        label=_("What do you want to do in Germany?"),
        help_text=_("Choose what comes first. You can check something else afterwards."),
        error_messages={"required": _("Please choose an answer.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the purposes in the active language."""
        super().__init__(*args, **kwargs)
        names = {each.id: each.name for each in purposes(residence_law(), language=law_language())}
        choices = [(each, names[each]) for _group, members in GROUPS for each in members]
        self.offer("answer", choices)

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The radio buttons under the headings of their groups."""
        buttons = {str(each.data["value"]): each for each in self["answer"].subwidgets}
        return [(group, [buttons[each] for each in members]) for group, members in GROUPS]


class OfferForm(PageForm):
    """What a firm offers."""

    answer = ChoiceOfOne(
        label=_("What do you offer?"),
        choices=EMPLOYERS_PURPOSES,
        error_messages={"required": _("Please choose an answer.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def employers(request: HttpRequest) -> HttpResponse:
    """Let a firm begin: what it offers; then the same questions, the job first."""
    kept = kept_of(request)
    form = OfferForm(request.POST or None, initial={"answer": kept.purpose})
    if form.is_valid():
        told = kept.told if kept.for_employer else {}
        begun = Kept(for_employer=True, purpose=form.cleaned_data["answer"], told=told)
        keep(request, begun)
        return redirect("pathways:questions")
    return render(request, "pathways/employers.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """Ask what somebody comes for."""
    kept = kept_of(request)
    form = PurposeForm(request.POST or None, initial={"answer": kept.purpose})
    if form.is_valid():
        chosen = form.cleaned_data["answer"]
        keep(request, replace(kept, purpose=chosen, pages=(), for_employer=False))
        return redirect("pathways:questions")
    return render(request, "pathways/purpose.html", {"form": form, "kept": kept})


@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """Go to the next question that matters, or to the result."""
    return _next(kept_of(request))


def _next(kept: Kept) -> HttpResponse:
    check = check_of(kept)
    if check is None:
        return redirect("pathways:employers" if kept.for_employer else "pathways:purpose")
    page = check.next_page()
    if page is None:
        return redirect("pathways:result")
    return redirect("pathways:question", fact=page.questions[0].fact)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, *, fact: str) -> HttpResponse:
    """Ask for one fact, or for a few that belong together."""
    kept = kept_of(request)
    check = check_of(kept)
    page = _page(kept, check, fact) if check else None
    if check is None or page is None:
        return _next(kept)
    form = _form(request, kept, page)
    if request.method == "POST" and form.is_valid():
        changed = with_answers(kept, form.answers)
        keep(request, changed)
        return _next(changed)
    asked = page.questions[0]
    context = {
        "form": form,
        "page": page,
        "check": check,
        "is_group": len(page.questions) > 1,
        "number": _number(kept, page),
        "back": _back(kept, page),
        "can_skip": any(each.kind in ("number", "day") for each in page.questions),
        **_search(request, asked.kind),
    }
    return render(request, "pathways/question.html", context)


def _page(kept: Kept, check: Check, fact: str) -> Page | None:
    """The page that begins with this fact: one that was asked, or the next one."""
    asked = next((page for page in kept.pages if page[0] == fact), None)
    if asked is not None:
        return check.page_with(asked)
    coming = check.next_page()
    if coming is not None and coming.questions[0].fact == fact:
        return coming
    return check.page_with((fact,)) if fact in check.told or check.still_open(fact) else None


def _form(request: HttpRequest, kept: Kept, page: Page) -> QuestionsForm:
    if request.method == "POST":
        return QuestionsForm(request.POST, page=page, all_unknown=UNKNOWN in request.POST)
    return QuestionsForm(page=page, initial=typed_from(page, kept.told))


def _number(kept: Kept, page: Page) -> int:
    facts = tuple(each.fact for each in page.questions)
    before = kept.pages.index(facts) if facts in kept.pages else len(kept.pages)
    # What is held and what for were asked before; a firm only said what it offers.
    return before + (2 if kept.for_employer else 3)


def _back(kept: Kept, page: Page) -> str:
    """The first fact of the page before; empty where the purpose comes before."""
    facts = tuple(each.fact for each in page.questions)
    before = kept.pages[: kept.pages.index(facts)] if facts in kept.pages else kept.pages
    return before[-1][0] if before else ""


def _search(request: HttpRequest, kind: str) -> dict[str, Any]:
    """What was looked for on a page that asks for an occupation."""
    if kind != "occupation":
        return {}
    name = request.GET.get("name", "").strip()[:LONGEST]
    return {"searched": name, "found": find_occupations(name) if name else (), "longest": LONGEST}
