"""Change who comes to a booked visit: names, ages, needs, more people or fewer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from welcome_office.core.audit import VISITOR
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import change_visit
from welcome_office.visits.errors import VisitError
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.planning import kept_plan
from welcome_office.web.forms import ChoiceOfSome, PageForm, PlainTextField
from welcome_office.web.public.draft import MOST_PEOPLE, MOST_STATIONS
from welcome_office.web.public.own.access import back_to_visit, own_page
from welcome_office.web.public.own.change import (
    Comer,
    Wish,
    change_of,
    count_stations,
    keep_wish,
    wish_of,
)
from welcome_office.web.public.people import NO_AGE_YET
from welcome_office.web.wording import wording

KEEPING = ("add_person", "remove_person")
FIELDS = ("row", "first_name", "age", "needs")


class PeopleForm(PageForm):
    """First name, age group and errands of everybody who comes."""

    def __init__(
        self, *args: Any, count: int, wish: Wish, definition: OfficeFile, **kwargs: Any
    ) -> None:
        """Make the fields of each person; who comes alone needs neither name nor choice."""
        super().__init__(*args, **kwargs)
        self.count, self.wish, self.definition = count, wish, definition
        services = [(name, wording(definition.services_by_id[name].name)) for name in wish.services]
        for place in range(count):
            self._add_person(place, services)

    def _add_person(self, place: int, services: list[tuple[str, Any]]) -> None:
        self.fields[f"row_{place}"] = forms.IntegerField(required=False, widget=forms.HiddenInput())
        self.fields[f"first_name_{place}"] = PlainTextField(
            label=_("First name"),
            max_length=60,
            required=self.count > 1,
            error_messages={"required": _("Please write a first name.")},
            widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        )
        self.fields[f"age_{place}"] = forms.ChoiceField(
            label=_("Age"),
            choices=NO_AGE_YET,
            error_messages={"required": _("Please choose the age.")},
        )
        self.fields[f"needs_{place}"] = ChoiceOfSome(
            label=_("What is this person's errand?"), choices=services, required=False
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each person."""
        return [
            {"number": place + 1, **{name: self[f"{name}_{place}"] for name in FIELDS}}
            for place in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody needs something, and it is not more than one visit can hold."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        wish = self.wished()
        if not wish.services:
            raise forms.ValidationError(_("Please choose at least one errand."))
        if count_stations(wish, self.definition) > MOST_STATIONS:
            raise forms.ValidationError(
                _("More than %(most)d errands do not fit into one visit. Please come twice."),
                params={"most": MOST_STATIONS},
            )
        return cleaned

    def wished(self) -> Wish:
        """Who shall come for what."""
        known = {person.row for person in self.wish.people}
        data = self.cleaned_data
        people = tuple(
            Comer(
                row=data[f"row_{place}"] if data[f"row_{place}"] in known else None,
                first_name=data[f"first_name_{place}"],
                age=VisitPerson.Age(data[f"age_{place}"]),
                services=tuple(s for s in self.wish.services if s in data[f"needs_{place}"]),
            )
            for place in range(self.count)
        )
        return Wish(visit=self.wish.visit, edition=self.wish.edition, people=people)


@own_page(until_begin=True)
def people(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Say who comes; where that changes the route, the next page shows it first."""
    wish, definition = wish_of(visit), definition_of(visit.office)
    form = _form(request, wish, definition)
    if form.is_valid():
        return _go_on(request, visit, form.wished(), before=wish, token=token)
    context = {"form": form, "token": token, "may_add": form.count < MOST_PEOPLE}
    return render(request, "public/own/people.html", context)


def _form(request: HttpRequest, wish: Wish, definition: OfficeFile) -> PeopleForm:
    if request.method != "POST":
        fields = _fields_of(wish)
        return PeopleForm(count=len(wish.people), wish=wish, definition=definition, initial=fields)
    count = _count(request.POST)
    if "add_person" in request.POST:
        more = min(count + 1, MOST_PEOPLE)
        typed: QueryDict = request.POST
        return _typed(typed, count=more, wish=wish, definition=definition)
    if "remove_person" in request.POST:
        typed, fewer = _without(request.POST, request.POST["remove_person"], count=count)
        return _typed(typed, count=fewer, wish=wish, definition=definition)
    return PeopleForm(request.POST, count=count, wish=wish, definition=definition)


def _typed(typed: QueryDict, **kwargs: Any) -> PeopleForm:
    form = PeopleForm.as_typed(typed, **kwargs)
    assert isinstance(form, PeopleForm)
    return form


def _count(sent: Mapping[str, Any]) -> int:
    typed = str(sent.get("count", ""))
    return min(max(int(typed) if typed.isdecimal() else 1, 1), MOST_PEOPLE)


def _without(sent: QueryDict, place: str, *, count: int) -> tuple[QueryDict, int]:
    """The typed rows with one person fewer; somebody has to stay."""
    kept = [row for row in range(count) if str(row) != place] or [0]
    typed = QueryDict(mutable=True)
    for new, old in enumerate(kept):
        for name in FIELDS:
            typed.setlist(f"{name}_{new}", sent.getlist(f"{name}_{old}"))
    return typed, len(kept)


def _fields_of(wish: Wish) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for place, person in enumerate(wish.people):
        fields |= {
            f"row_{place}": person.row,
            f"first_name_{place}": person.first_name,
            f"age_{place}": person.age,
            f"needs_{place}": list(person.services),
        }
    return fields


def _go_on(
    request: HttpRequest, visit: Visit, wish: Wish, *, before: Wish, token: str
) -> HttpResponse:
    if wish == before:
        return back_to_visit(token)
    change = change_of(wish, visit)
    kept = kept_plan(visit, change.request, change.stayers)
    if kept is None or _needs(wish) != _needs(before):
        keep_wish(request, wish)
        return redirect("public:own_change", token=token)
    try:
        # Names and ages leave every station where it is: nothing has to be looked at first.
        change_visit(visit, change, start=kept.start, shown=kept.mark, by=VISITOR)
    except VisitError:
        return render(request, "public/own/changed.html", {"token": token}, status=409)
    return back_to_visit(token, news="changed")


def _needs(wish: Wish) -> list[tuple[int | None, frozenset[str]]]:
    return [(person.row, frozenset(person.services)) for person in wish.people]
