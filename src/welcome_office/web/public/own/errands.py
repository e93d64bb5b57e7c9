"""Drop an errand of a booked visit, or add one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.office_files import Service
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit
from welcome_office.web.forms import ChoiceOfSome, PageForm
from welcome_office.web.public.draft import MOST_STATIONS
from welcome_office.web.public.errands import SITUATIONS, bookable
from welcome_office.web.public.own.access import own_page
from welcome_office.web.public.own.change import (
    Comer,
    called,
    count_stations,
    keep_wish,
    wish_of,
)


@own_page(until_begin=True)
def errands(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Choose what to drop or to add; the next page shows what becomes of the visit."""
    wish, definition = wish_of(visit), definition_of(visit.office)
    offered = _addable(visit, [*wish.services])
    dropped, added = request.POST.get("drop"), request.POST.get("add")
    if dropped in wish.services and len(wish.services) > 1:
        keep_wish(request, wish.without(dropped))
        return redirect("public:own_change", token=token)
    is_full = count_stations(wish, definition) >= MOST_STATIONS
    if added in {service.id for service in offered} and not is_full:
        if len(wish.people) > 1:
            return redirect("public:own_who", token=token, service=added)
        keep_wish(request, wish.with_service(added, needed_by={0}))
        return redirect("public:own_change", token=token)
    context = {
        "token": token,
        "booked": [definition.services_by_id[name] for name in wish.services],
        "groups": _by_situation(offered),
        "is_full": is_full,
    }
    return render(request, "public/own/errands.html", context)


def _addable(visit: Visit, booked: list[str]) -> list[Service]:
    """What this office's newcomers can book besides, in the same way of talking."""
    definition = definition_of(visit.office)
    there = [definition.services_by_id[name] for name in booked]
    taken = {service.id for service in there} | {service.instead_of for service in there}
    return [
        service
        for service in bookable(definition)
        if service.id not in taken
        and visit.channel in service.channels
        and not {service.instead_of} & set(booked)
        and not (service.errand and service.errand in {other.errand for other in there})
    ]


def _by_situation(offered: list[Service]) -> list[tuple[Any, list[Service]]]:
    groups = [
        (title, [service for service in offered if (service.situation or "living") == situation])
        for situation, title in SITUATIONS.items()
    ]
    return [(title, services) for title, services in groups if services]


class WhoForm(PageForm):
    """Who of those who come needs it."""

    who = ChoiceOfSome(
        label=_("Who needs this?"),
        error_messages={"required": _("Please choose who needs this.")},
    )

    def __init__(self, *args: Any, people: tuple[Comer, ...], **kwargs: Any) -> None:
        """Offer everybody who comes."""
        super().__init__(*args, **kwargs)
        names = [(str(place), called(person, place)) for place, person in enumerate(people)]
        self.fields["who"].choices = names  # type: ignore[attr-defined] # a choice field has choices
        self.fields["who"].widget.attrs["dir"] = "auto"

    def clean_who(self) -> set[int]:
        """Their places."""
        return {int(place) for place in self.cleaned_data["who"]}


@own_page(until_begin=True)
def who(request: HttpRequest, visit: Visit, *, token: str, service: str) -> HttpResponse:
    """Say who needs the errand that is added."""
    wish = wish_of(visit)
    known = {each.id: each for each in _addable(visit, [*wish.services])}
    if service not in known:
        return redirect("public:own_errands", token=token)
    everybody = [str(place) for place in range(len(wish.people))]
    initial = {"who": everybody if known[service].together else ["0"]}
    form = WhoForm(request.POST or None, people=wish.people, initial=initial)
    if form.is_valid():
        keep_wish(request, wish.with_service(service, needed_by=form.cleaned_data["who"]))
        return redirect("public:own_change", token=token)
    context = {"form": form, "token": token, "service": known[service]}
    return render(request, "public/own/who.html", context)
