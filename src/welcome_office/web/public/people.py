"""Who comes, and who of them needs what."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import VisitPerson
from welcome_office.web.forms import ChoiceOfSome, PageForm, PlainTextField
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import (
    MOST_PEOPLE,
    MOST_STATIONS,
    Comer,
    Draft,
    count_stations,
)
from welcome_office.web.public.path import (
    go_on,
    keep_typed,
    let_go,
    open_form,
    path_page,
    place_of,
    typed_on,
)
from welcome_office.web.wording import wording

AGES: Mapping[str, Any] = {
    VisitPerson.Age.ADULT: gettext_lazy("18 or older"),
    VisitPerson.Age.TEEN: gettext_lazy("16 or 17"),
    VisitPerson.Age.CHILD: gettext_lazy("6 to 15"),
    VisitPerson.Age.SMALL: gettext_lazy("5 or younger"),
}
NO_AGE_YET = [("", _("Please choose")), *AGES.items()]


class PeopleForm(PageForm):
    """First name and age group of everybody who comes."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        """Make two fields for each person; who comes alone needs no name here."""
        super().__init__(*args, **kwargs)
        self.count = count
        for index in range(count):
            self.fields[f"first_name_{index}"] = PlainTextField(
                label=_("First name"),
                max_length=60,
                required=count > 1,
                error_messages={"required": _about(index, _("Please write a first name."))},
                widget=forms.TextInput({"dir": "auto", "autocomplete": _autocomplete(index)}),
            )
            self.fields[f"age_{index}"] = forms.ChoiceField(
                label=_("Age"),
                choices=list(AGES.items()) if index == 0 else NO_AGE_YET,
                error_messages={"required": _about(index, _("Please choose the age."))},
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each person."""
        return [
            {
                "number": index + 1,
                "first_name": self[f"first_name_{index}"] if self.count > 1 else None,
                "age": self[f"age_{index}"],
            }
            for index in range(self.count)
        ]

    def comers(self, before: Draft) -> tuple[Comer, ...]:
        """Who comes; whoever stays at the same place keeps what they need."""
        return tuple(
            Comer(
                first_name=self.cleaned_data[f"first_name_{index}"] if self.count > 1 else "",
                age=VisitPerson.Age(self.cleaned_data[f"age_{index}"]),
                needs=before.people[index].needs if index < len(before.people) else (),
            )
            for index in range(self.count)
        )


def _about(index: int, message: Any) -> str:
    """Say whom a message is about: the list of errors stands apart from the fields."""
    who = gettext("Person %(number)s") % {"number": index + 1} if index else gettext("You")
    return f"{who}: {message}"


def _autocomplete(index: int) -> str:
    return "given-name" if index == 0 else "off"


@path_page("people")
def people(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say who comes."""
    count = _count(request, draft)
    if request.method == "POST" and "add_person" in request.POST:
        keep_typed(request, draft, page="people", count=(str(min(count + 1, MOST_PEOPLE)),))
        return redirect("public:people")
    if request.method == "POST" and "remove_person" in request.POST:
        without = _without(request.POST, request.POST["remove_person"], count=count)
        keep_typed(request, replace(draft, typed={}), page="people", **without)
        return redirect("public:people")
    initial = _initial(draft)
    form = open_form(PeopleForm, request, draft, page="people", count=count, initial=initial)
    if form.is_valid():
        assert isinstance(form, PeopleForm)
        return go_on(request, _bring(draft, form.comers(draft)), answered="people")
    context = {
        "form": form,
        "place": place_of("people", draft, definition_of(office_of(request))),
        "may_add": count < MOST_PEOPLE,
        "keeps_input": True,
    }
    return render(request, "public/people.html", context)


def _count(request: HttpRequest, draft: Draft) -> int:
    sent = request.POST if request.method == "POST" else typed_on(draft, "people")
    typed = str(sent.get("count", "")) if sent else ""
    count = int(typed) if typed.isdecimal() else len(draft.people)
    return min(max(count, 1), MOST_PEOPLE)


def _without(sent: QueryDict, index: str, *, count: int) -> dict[str, tuple[str, ...]]:
    """The typed rows with one person fewer."""
    kept = [row for row in range(count) if str(row) != index] or [0]
    rows: dict[str, tuple[str, ...]] = {
        f"{name}_{new}": (str(sent.get(f"{name}_{old}", "")),)
        for new, old in enumerate(kept)
        for name in ("first_name", "age")
    }
    return rows | {"count": (str(len(kept)),)}


def _initial(draft: Draft) -> dict[str, Any]:
    return {
        f"{name}_{index}": getattr(person, name)
        for index, person in enumerate(draft.people)
        for name in ("first_name", "age")
    }


def _bring(draft: Draft, comers: tuple[Comer, ...]) -> Draft:
    if comers == draft.people:
        return draft
    if len(comers) != len(draft.people):
        # Who needs what has to be asked anew.
        comers = tuple(replace(person, needs=()) for person in comers)
    return let_go(replace(draft, people=comers))


class NeedsForm(PageForm):
    """For each errand, who needs it."""

    def __init__(self, *args: Any, answers: Draft, definition: OfficeFile, **kwargs: Any) -> None:
        """Ask one question for each errand."""
        super().__init__(*args, **kwargs)
        self.answers, self.definition = answers, definition
        names = [(str(index), called(person, index)) for index, person in enumerate(answers.people)]
        for service in answers.services:
            self.fields[service] = ChoiceOfSome(
                label=wording(definition.services_by_id[service].name),
                choices=names,
                error_messages={"required": _("Please choose who needs this.")},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse more stations than one visit can have."""
        cleaned = super().clean() or {}
        if not self.errors and self.count() > MOST_STATIONS:
            raise forms.ValidationError(
                _(
                    "That makes %(count)d stations; %(most)d fit into one visit. Please choose "
                    "fewer, and come twice."
                ),
                params={"count": self.count(), "most": MOST_STATIONS},
            )
        return cleaned

    def count(self) -> int:
        """How many stations the visit would have."""
        return count_stations(replace(self.answers, people=self.comers()), self.definition)

    def comers(self) -> tuple[Comer, ...]:
        """The people with what each of them needs."""
        chosen = self.cleaned_data
        return tuple(
            replace(
                person,
                needs=tuple(s for s in self.answers.services if str(index) in chosen.get(s, ())),
            )
            for index, person in enumerate(self.answers.people)
        )


def called(person: Comer, index: int) -> str:
    """How a page calls somebody who may have given no name."""
    return person.first_name or gettext("Person %(number)s") % {"number": index + 1}


@path_page("needs")
def needs(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say who needs what."""
    definition = definition_of(office_of(request))
    form = open_form(
        NeedsForm,
        request,
        draft,
        page="needs",
        answers=draft,
        definition=definition,
        initial=_proposed(draft, definition),
    )
    if form.is_valid():
        assert isinstance(form, NeedsForm)
        comers = form.comers()
        changed = draft if comers == draft.people else let_go(replace(draft, people=comers))
        return go_on(request, changed, answered="needs")
    place = place_of("needs", draft, definition)
    context = {"form": form, "place": place, "keeps_input": True}
    return render(request, "public/needs.html", context)


def _proposed(draft: Draft, definition: OfficeFile) -> dict[str, list[str]]:
    """Propose everybody for what is done together, the first person for all else."""
    proposed = {}
    for service in draft.services:
        given = [str(i) for i, person in enumerate(draft.people) if service in person.needs]
        everybody = [str(i) for i in range(len(draft.people))]
        together = definition.services_by_id[service].together
        proposed[service] = given or (everybody if together else ["0"])
    return proposed
