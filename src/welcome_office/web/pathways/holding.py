"""The first question: what somebody holds already, and what that lets them do."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.law.residence.law import residence_law
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.checking import law_language
from welcome_office.pathways.desks import advice_from_afar, desk_of_titles
from welcome_office.pathways.held import (
    FACTS,
    HOLDINGS,
    OTHER,
    TITLES,
    HeldWords,
    Holding,
    facts_of_title,
    fiction_in_words,
    title_in_words,
    title_names,
    union_in_words,
)
from welcome_office.web.forms import ChoiceOfOne, DayField, PageForm
from welcome_office.web.pathways.kept import Kept, keep, kept_of, without
from welcome_office.web.public.access import office_of

NEXT = {
    Holding.ABROAD: "pathways:purpose",
    Holding.VISA: "pathways:purpose",
    Holding.UNKNOWN: "pathways:purpose",
    Holding.TITLE: "pathways:title",
    Holding.ELSE: "pathways:not_covered",
}


class HoldingForm(PageForm):
    """What somebody holds already."""

    answer = ChoiceOfOne(
        label=_(
            "Do you already have a residence title, a provisional certificate or an EU passport?"
        ),
        help_text=_("Then you may do a lot already, and other questions matter."),
        choices=list(HOLDINGS.items()),
        error_messages={"required": _("Please choose an answer.")},
    )


class TitleForm(PageForm):
    """Which title, and until when."""

    answer = ChoiceOfOne(
        label=_("Which residence title do you have?"),
        help_text=_("It stands on your card, beside a section sign (§)."),
        error_messages={"required": _("Please choose an answer.")},
    )
    until = DayField(
        label=_("Until when is it valid?"),
        help_text=_("You can leave this empty."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the titles in the active language."""
        super().__init__(*args, **kwargs)
        self.offer("answer", list(title_names()))


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what the check does and ask the first question."""
    kept = kept_of(request)
    initial = {"answer": kept.holding}
    form = HoldingForm(request.POST or None, initial=initial)
    if form.is_valid():
        holding = Holding(form.cleaned_data["answer"])
        keep(request, _begun(kept, holding))
        if holding in NEXT:
            return redirect(NEXT[holding])
        return redirect("pathways:held", what=holding)
    return render(request, "pathways/start.html", {"form": form})


def _begun(kept: Kept, holding: Holding) -> Kept:
    """Another answer about what is held makes what followed from the former one void."""
    if kept.holding == holding:
        return replace(kept, for_employer=False)
    # What a firm told was about somebody else.
    before = {} if kept.for_employer else without(kept, "location", "current_title")
    told = {**before, **FACTS.get(holding, {})}
    return Kept(holding=holding, told=told, opened=kept.opened)


@require_http_methods(["GET", "HEAD", "POST"])
def title(request: HttpRequest) -> HttpResponse:
    """Ask which title it is."""
    kept = kept_of(request)
    form = TitleForm(request.POST or None, initial={"answer": kept.title, "until": kept.until})
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        if answer == OTHER:
            return redirect("pathways:not_covered")
        told = {**kept.told, **facts_of_title(answer)}
        until = form.cleaned_data["until"]
        keep(request, replace(kept, title=answer, until=until, told=told))
        return redirect("pathways:held", what=Holding.TITLE)
    return render(request, "pathways/title.html", {"form": form})


@require_safe
def held(request: HttpRequest, *, what: str) -> HttpResponse:
    """Say what the title lets its holder do, when it ends, and what is worth checking."""
    kept = kept_of(request)
    words = _words(kept, what)
    if words is None:
        return redirect("pathways:start")
    purposes = residence_law().data["purposes"]
    context = {
        "words": words,
        "purposes": [(each, purposes[each]["name"][law_language()]) for each in words.purposes],
        "back": "pathways:title" if what == Holding.TITLE else "pathways:start",
        "service": desk_of_titles(definition_of(office_of(request))),
        "is_union": what == Holding.UNION,
        "day": timezone.localdate(),
    }
    return render(request, "pathways/held.html", context)


def _words(kept: Kept, what: str) -> HeldWords | None:
    day = timezone.localdate()
    if what == Holding.UNION:
        return union_in_words(day)
    if what == Holding.FICTION:
        return fiction_in_words(until=None, day=day)
    if what == Holding.TITLE:
        return (
            title_in_words(kept.title, until=kept.until, day=day) if kept.title in TITLES else None
        )
    raise Http404(f"Nobody holds {what!r}.")


@require_safe
def not_covered(request: HttpRequest) -> HttpResponse:
    """Say that this check knows nothing about it, which closes nothing, and who advises."""
    definition = definition_of(office_of(request))
    services = [desk_of_titles(definition), advice_from_afar(definition)]
    context = {"services": [each for each in services if each is not None]}
    return render(request, "pathways/not_covered.html", context)


@require_safe
def easy(request: HttpRequest) -> HttpResponse:
    """Say in Leichte Sprache what the check does."""
    return render(request, "pathways/easy.html")
