"""The path to a visit: which page follows which, and that none is skipped."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from welcome_office.core.audit import VISITOR
from welcome_office.partners.office_files import Channel, OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import extend_hold, give_up_hold
from welcome_office.visits.errors import HoldEndedError, NoMoreExtensionsError
from welcome_office.visits.models import Visit
from welcome_office.visits.request import needing_move_in
from welcome_office.web.brakes.fields import ADDED
from welcome_office.web.context import same_page
from welcome_office.web.forms import PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Draft, draft_of, keep_draft

STEPS = 7
# A firm says on one page what it wants; then the same pages follow as for everybody.
FIRM_STEPS = 4
FIRM_ORDER = ("times", "contact", "check")
# Ways to meet without coming.
ELSEWHERE: tuple[Channel, ...] = ("video", "phone")
OTHER_LANGUAGE = "other_language"
EXTEND = "extend"
# Buttons that keep the page as it is typed and bring it back, each with its own little change.
KEEPING = (OTHER_LANGUAGE, EXTEND, "add_person", "remove_person", "search")
UNTYPED = {"csrfmiddlewaretoken", *KEEPING, *ADDED}

IsAnswered = Callable[[Draft, OfficeFile], bool]
View = Callable[..., HttpResponse]


def _needs_are_shared_out(draft: Draft, definition: OfficeFile) -> bool:  # noqa: ARG001 - as the others
    if len(draft.people) == 1:
        return True
    return all(any(name in person.needs for person in draft.people) for name in draft.services)


def _is_split_settled(draft: Draft, definition: OfficeFile) -> bool:
    return draft.later is not None or not must_split(draft, definition)


def must_split(draft: Draft, definition: OfficeFile) -> bool:
    """Whether some errand has to wait for the moving-in and another could be done before."""
    waiting = needing_move_in(draft.services, definition)
    if not waiting or len(waiting) == len(draft.services):
        return False
    if draft.moves_in_on is None:
        return draft.move_in == "unknown"
    return draft.moves_in_on > (draft.arrives_on or timezone.localdate())


def ways_to_meet(draft: Draft, definition: OfficeFile) -> tuple[Channel, ...]:
    """In which ways all errands of this visit are possible; the office is always one."""
    if draft.is_for_firm or not draft.now:
        return ("on_site",)
    offered = [set(definition.services_by_id[name].channels) for name in draft.now]
    common = set.intersection(*offered)
    return ("on_site", *(way for way in ELSEWHERE if way in common))


def _is_way_settled(draft: Draft, definition: OfficeFile) -> bool:
    return draft.is_channel_chosen or ways_to_meet(draft, definition) == ("on_site",)


# Page -> number in the progress line, and when its question is answered; in the order of the path.
PAGES: Mapping[str, tuple[int, IsAnswered]] = {
    "errands": (1, lambda draft, _: bool(draft.services)),
    "people": (2, lambda draft, _: bool(draft.people)),
    "needs": (2, _needs_are_shared_out),
    "way": (3, _is_way_settled),
    # Nobody has to be in town to be called.
    "arrival": (3, lambda draft, _: bool(draft.arrival) or draft.is_elsewhere),
    "later": (3, _is_split_settled),
    "languages": (4, lambda draft, _: bool(draft.languages)),
    "times": (5, lambda draft, _: draft.held is not None),
    "contact": (6, lambda draft, _: draft.contact is not None),
}
ORDER = (*PAGES, "check")


@dataclass(frozen=True)
class Place:
    """Where on the path a page is."""

    page: str
    number: int
    back: str
    steps: int = STEPS
    door: str = "public"

    @property
    def back_url(self) -> str:
        """The name of the page before."""
        return f"{self.door}:{self.back}"

    @property
    def bar(self) -> tuple[bool, ...]:
        """For each step, whether it is reached."""
        return tuple(step < self.number for step in range(self.steps))


def path_page(page: str) -> Callable[[View], View]:
    """Open a page of the path only when the pages before are answered."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            draft = running_draft(request)
            missing = first_missing(draft, definition_of(office_of(request)))
            if ORDER.index(missing) < ORDER.index(page):
                return redirect(f"public:{missing}")
            if request.method == "POST" and OTHER_LANGUAGE in request.POST:
                return change_language(request, draft, page=page)
            if request.method == "POST" and EXTEND in request.POST:
                return extend(request, draft, page=page)
            return view(request, draft, **kwargs)

        return guarded

    return decorate


def running_draft(request: HttpRequest) -> Draft:
    """The answers of the visit that is being planned; a booked one is behind us."""
    draft = draft_of(request)
    if draft.held is None:
        return draft
    is_booked = Visit.objects.filter(pk=draft.held, state=Visit.State.CONFIRMED).exists()
    return Draft(booked=draft.held) if is_booked else draft


def first_missing(draft: Draft, definition: OfficeFile) -> str:
    """The first page whose question is not answered; when all are: the check."""
    known = definition.services_by_id
    if any(name not in known for name in draft.services):
        # The office changed its services meanwhile.
        return "errands"
    for page, (_, is_answered) in PAGES.items():
        if not is_answered(draft, definition):
            return page
    return "check"


def place_of(page: str, draft: Draft, definition: OfficeFile) -> Place:
    """Where a page is on the path of this visit, and what lies before it."""
    if draft.is_for_firm:
        return _place_for_firm(page)
    number = STEPS if page == "check" else PAGES[page][0]
    before = [each for each in ORDER[: ORDER.index(page)] if _is_asked(each, draft, definition)]
    return Place(page=page, number=number, back=before[-1] if before else "start")


def _place_for_firm(page: str) -> Place:
    before = FIRM_ORDER[: FIRM_ORDER.index(page)]
    number = len(before) + 2
    if not before:
        return Place(page=page, number=number, back="advice", steps=FIRM_STEPS, door="employer")
    return Place(page=page, number=number, back=before[-1], steps=FIRM_STEPS)


def _is_asked(page: str, draft: Draft, definition: OfficeFile) -> bool:
    if page == "needs":
        return len(draft.people) > 1
    if page == "way":
        return ways_to_meet(draft, definition) != ("on_site",)
    if page == "arrival":
        return not draft.is_elsewhere
    return page != "later" or must_split(draft, definition)


def go_on(request: HttpRequest, draft: Draft, *, answered: str) -> HttpResponse:
    """Keep the answers and open the next page that is not answered yet."""
    typed = {page: fields for page, fields in draft.typed.items() if page != answered}
    draft = replace(draft, typed=typed)
    keep_draft(request, draft)
    return redirect(f"public:{first_missing(draft, definition_of(office_of(request)))}")


def let_go(draft: Draft) -> Draft:
    """Give the held times back, because an answer changed what they must fit."""
    held = held_visit(draft)
    if held is not None:
        give_up_hold(held, by=VISITOR)
    return replace(draft, held=None)


def held_visit(draft: Draft) -> Visit | None:
    """The visit that is being booked, whatever became of it; None when it ended."""
    if draft.held is None:
        return None
    return Visit.objects.select_related("office").filter(pk=draft.held).first()


def change_language(request: HttpRequest, draft: Draft, *, page: str) -> HttpResponse:
    """Bring the page back in another language, with what was typed."""
    code = request.POST.get(OTHER_LANGUAGE, "")
    keep_typed(request, draft, page=page)
    known = code if code in settings.LANGUAGES_FOUND else settings.LANGUAGE_CODE
    return redirect(same_page(request, known))


def extend(request: HttpRequest, draft: Draft, *, page: str) -> HttpResponse:
    """Keep the held times longer and bring the page back with what was typed."""
    keep_typed(request, draft, page=page)
    held = held_visit(draft)
    # Where it is too late, or was done too often, the page itself says so.
    with suppress(HoldEndedError, NoMoreExtensionsError, Visit.DoesNotExist):
        if held is not None:
            extend_hold(held, by=VISITOR)
    return redirect(request.path)


def keep_typed(request: HttpRequest, draft: Draft, *, page: str, **changed: Any) -> None:
    """Keep what was typed on a page, for when the page comes back."""
    fields = {
        name: tuple(str(value) for value in values)
        for name, values in request.POST.lists()
        if name not in UNTYPED
    }
    keep_draft(request, replace(draft, typed={**draft.typed, page: fields | changed}))


def open_form(
    form_class: type[PageForm], request: HttpRequest, draft: Draft, *, page: str, **kwargs: Any
) -> PageForm:
    """The form of a page: as it was sent, else as it was typed, else with the earlier answers."""
    if request.method == "POST":
        kwargs.pop("initial", None)
        return form_class(request.POST, **kwargs)
    typed = typed_on(draft, page)
    if typed is None:
        return form_class(**kwargs)
    kwargs.pop("initial", None)
    return form_class.as_typed(typed, **kwargs)


def typed_on(draft: Draft, page: str) -> QueryDict | None:
    """What was typed on a page and not sent yet."""
    if page not in draft.typed:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.typed[page].items():
        typed.setlist(name, list(values))
    return typed
