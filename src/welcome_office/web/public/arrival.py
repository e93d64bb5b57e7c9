"""From when on people are in Bochum and when they move in; what has to wait for that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.partners.office_files.calendar import is_working_day
from welcome_office.partners.queries import definition_of
from welcome_office.visits.request import needing_move_in
from welcome_office.web.forms import ChoiceOfOne, DayField, PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Draft, earliest_day
from welcome_office.web.public.path import go_on, let_go, open_form, path_page, place_of

# A day further away than this is a slip of the finger.
LONGEST_AHEAD = timedelta(days=2 * 365)
LONGEST_AGO = timedelta(days=10 * 365)


@dataclass(frozen=True)
class TimeLimit:
    """The last day on which something has to be done."""

    service: Service
    last_day: date
    norm: str

    @property
    def is_over(self) -> bool:
        """Whether the day has passed."""
        return self.last_day < timezone.localdate()


def time_limit(draft: Draft, definition: OfficeFile) -> TimeLimit | None:
    """The first last day that is known: of the registration, or what an arrival plan found."""
    limits = [*_after_moving_in(draft, definition), *_of_plan(draft, definition)]
    return min(limits, key=lambda limit: limit.last_day, default=None)


def _after_moving_in(draft: Draft, definition: OfficeFile) -> Iterator[TimeLimit]:
    if draft.moves_in_on is None:
        return
    for name in draft.services:
        service = definition.services_by_id[name]
        for deadline in service.deadlines:
            if deadline.event == "move_in" and not deadline.before:
                day = deadline.last_day(
                    draft.moves_in_on, is_closed=lambda d: not is_working_day(definition, d)
                )
                if day is not None:
                    yield TimeLimit(service, day, deadline.norm)


def _of_plan(draft: Draft, definition: OfficeFile) -> Iterator[TimeLimit]:
    for each in draft.last_days:
        if each.service in draft.services:
            yield TimeLimit(definition.services_by_id[each.service], each.day, each.norm)


class ArrivalForm(PageForm):
    """From which day on people are here, and when they move in."""

    arrival = ChoiceOfOne(
        choices=[
            ("here", _("We are already here")),
            ("day", _("From this day:")),
            ("unknown", _("I don't know yet")),
        ],
        error_messages={"required": _("Please say from which day on you are there.")},
    )
    arrives_on = DayField(label=_("Day of arrival"), required=False)
    move_in = ChoiceOfOne(
        choices=[("day", _("On this day:")), ("unknown", _("I don't know yet"))],
        error_messages={"required": _("Please say when you move in, or “I don't know yet”.")},
    )
    moves_in_on = DayField(label=_("Day of moving in"), required=False)

    def __init__(self, *args: Any, asks_move_in: bool, town: str, **kwargs: Any) -> None:
        """Ask about the home only where an errand depends on it."""
        super().__init__(*args, **kwargs)
        self.fields["arrival"].label = _("From which day are you in %(town)s?") % {"town": town}
        self.fields["move_in"].label = _("When do you move into your home?")
        self.fields["move_in"].help_text = _("Already moved in? Then write the day it was.")
        if not asks_move_in:
            del self.fields["move_in"], self.fields["moves_in_on"]

    def clean(self) -> dict[str, Any]:
        """A day belongs to the answer "on this day", and lies in our time."""
        cleaned = super().clean() or {}
        for choice, name in (("arrival", "arrives_on"), ("move_in", "moves_in_on")):
            if name in self.fields and cleaned.get(choice) == "day" and name not in self.errors:
                self._check_day(name, cleaned.get(name))
        return cleaned

    def _check_day(self, name: str, day: date | None) -> None:
        today = timezone.localdate()
        if day is None:
            self.add_error(name, _("Please fill in day, month and year."))
        elif not today - LONGEST_AGO <= day <= today + LONGEST_AHEAD:
            self.add_error(name, _("Please check the year."))

    def answers(self) -> dict[str, Any]:
        """What the draft keeps."""
        cleaned = self.cleaned_data
        return {
            "arrival": cleaned["arrival"],
            "arrives_on": cleaned["arrives_on"] if cleaned["arrival"] == "day" else None,
            "move_in": cleaned.get("move_in", ""),
            "moves_in_on": (
                cleaned.get("moves_in_on") if cleaned.get("move_in") == "day" else None
            ),
        }


@path_page("arrival")
def arrival(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say from when on you are there."""
    definition = definition_of(office_of(request))
    waiting = needing_move_in(draft.services, definition)
    form = open_form(
        ArrivalForm,
        request,
        draft,
        page="arrival",
        asks_move_in=bool(waiting),
        town=definition.office.town.in_language(request.LANGUAGE_CODE),
        initial={
            name: getattr(draft, name)
            for name in ("arrival", "arrives_on", "move_in", "moves_in_on")
        },
    )
    if form.is_valid():
        assert isinstance(form, ArrivalForm)
        changed = replace(draft, **form.answers(), later=None)
        if replace(changed, later=draft.later) == draft:
            changed = draft
        return go_on(request, changed if changed is draft else let_go(changed), answered="arrival")
    context = {
        "form": form,
        "place": place_of("arrival", draft, definition),
        "limits": _limits(waiting, definition),
        "keeps_input": True,
    }
    return render(request, "public/arrival.html", context)


def _limits(waiting: tuple[str, ...], definition: OfficeFile) -> list[dict[str, Any]]:
    """How long one has after moving in, for each errand with such a limit."""
    services = [definition.services_by_id[name] for name in waiting]
    return [
        {"service": service, "text": deadline.text}
        for service in services
        for deadline in service.deadlines
        if deadline.event == "move_in"
    ]


class LaterForm(PageForm):
    """One visit or two."""

    visits = ChoiceOfOne(
        error_messages={"required": _("Please choose one visit or two.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer both."""
        super().__init__(*args, **kwargs)
        self.fields["visits"].label = _("One visit or two?")
        self.fields["visits"].choices = choices  # type: ignore[attr-defined] # a choice field has choices


@path_page("later")
def later(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Propose a later visit for what cannot be done before moving in."""
    definition = definition_of(office_of(request))
    waiting = needing_move_in(draft.services, definition)
    initial = {"visits": "two" if draft.later else "one" if draft.later is not None else ""}
    form = open_form(
        LaterForm, request, draft, page="later", choices=_choices(draft), initial=initial
    )
    if form.is_valid():
        put_off = waiting if form.cleaned_data["visits"] == "two" else ()
        changed = replace(draft, later=put_off)
        return go_on(request, draft if changed == draft else let_go(changed), answered="later")
    known = definition.services_by_id
    context = {
        "form": form,
        "place": place_of("later", draft, definition),
        "waiting": [known[name] for name in waiting],
        "others": [known[name] for name in draft.services if name not in waiting],
        "limit": time_limit(draft, definition),
        "moves_in_on": draft.moves_in_on,
        "together_from": earliest_day(replace(draft, later=()), definition),
        "keeps_input": True,
    }
    return render(request, "public/later.html", context)


def _choices(draft: Draft) -> list[tuple[str, Any]]:
    together = (
        _("One visit: everything after I have moved in")
        if draft.moves_in_on
        else _("One visit: by that day I will have moved in")
    )
    return [("two", _("Two visits: the others first, these later")), ("one", together)]
