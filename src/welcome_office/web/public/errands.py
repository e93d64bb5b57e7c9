"""What somebody has to do: the errands by life situation, and five questions that suggest some."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from welcome_office.core.wording import current_language
from welcome_office.law.errands import Elsewhere, Situation, Text
from welcome_office.law.errands.loading import load_errands
from welcome_office.partners.office_files import OfficeFile, Partner, Service
from welcome_office.partners.queries import definition_of
from welcome_office.web.forms import ChoiceOfSome, PageForm, PlainTextField
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import MOST_STATIONS, Draft
from welcome_office.web.public.path import (
    go_on,
    keep_typed,
    let_go,
    open_form,
    path_page,
    place_of,
)

SITUATIONS: dict[Situation, Any] = {
    "living": _("Living"),
    "staying": _("Staying"),
    "working": _("Working"),
    "learning": _("Learning"),
    "family": _("Family"),
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """An errand as the page shows it; one that is done elsewhere cannot be chosen."""

    id: str
    name: Text
    term: str
    explanation: Text
    service: Service | None = None
    partner: Partner | None = None
    elsewhere: Elsewhere | None = None
    is_chosen: bool = False

    def fits(self, wanted: str, *, language: str) -> bool:
        """Whether the words that somebody searched for all occur in what the card says."""
        said = f"{self.name.in_language(language)} {self.explanation.in_language(language)}"
        text = f"{said} {self.name.in_language('de')} {self.term}".casefold()
        return all(word in text for word in wanted.casefold().split())


@dataclass(frozen=True)
class Group:
    """The errands of one life situation."""

    situation: Situation
    title: str
    cards: tuple[Card, ...]

    @property
    def is_open(self) -> bool:
        """Whether something in it is chosen."""
        return any(card.is_chosen for card in self.cards)


class ErrandsForm(PageForm):
    """Which errands."""

    services = ChoiceOfSome(
        error_messages={
            "required": _("Please choose at least one errand."),
            "invalid_choice": _("One of the errands is not offered any more. Please choose again."),
        }
    )
    wanted = PlainTextField(required=False, max_length=80)

    def __init__(self, *args: Any, definition: OfficeFile, **kwargs: Any) -> None:
        """Offer what newcomers can book."""
        super().__init__(*args, **kwargs)
        offered = [(each.id, each.id) for each in bookable(definition)]
        self.fields["services"].choices = offered  # type: ignore[attr-defined] # a choice field has choices

    def clean_services(self) -> tuple[str, ...]:
        """Refuse more than fit into one visit."""
        chosen = tuple(self.cleaned_data["services"])
        if len(chosen) > MOST_STATIONS:
            raise forms.ValidationError(
                _("More than %(most)d errands do not fit into one visit. Please come twice."),
                params={"most": MOST_STATIONS},
            )
        return chosen


@path_page("errands")
def errands(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Choose errands."""
    definition = definition_of(office_of(request))
    if request.method == "POST" and "search" in request.POST:
        keep_typed(request, draft, page="errands")
        return redirect("public:errands")
    form = open_form(
        ErrandsForm,
        request,
        draft,
        page="errands",
        definition=definition,
        initial={"services": draft.services},
    )
    if form.is_valid():
        return go_on(request, _choose(draft, form.cleaned_data["services"]), answered="errands")
    chosen = [str(name) for name in form["services"].value() or ()]
    wanted = str(form["wanted"].value() or "")
    groups = group_cards(definition, chosen=chosen, wanted=wanted)
    shown = {card.id for group in groups for card in group.cards}
    return render(
        request,
        "public/errands.html",
        {
            "form": form,
            "groups": groups,
            "wanted": wanted,
            "chosen_but_hidden": [name for name in chosen if name not in shown],
            "place": place_of("errands", draft, definition),
            "keeps_input": True,
        },
    )


def _choose(draft: Draft, services: Sequence[str]) -> Draft:
    if tuple(services) == draft.services:
        return draft
    return let_go(draft.with_needs(tuple(services)))


def bookable(definition: OfficeFile) -> list[Service]:
    """What newcomers can book at the desks."""
    return [each for each in definition.services if set(each.audience) & {"newcomer", "student"}]


def group_cards(
    definition: OfficeFile, *, chosen: Sequence[str] = (), wanted: str = ""
) -> list[Group]:
    """Sort the errands by life situation, those done elsewhere last; leave out empty groups."""
    cards = [*_own_cards(definition, chosen), *_cards_elsewhere(definition)]
    language = current_language().code
    groups = [
        Group(situation, str(title), tuple(_in(cards, situation, wanted, language)))
        for situation, title in SITUATIONS.items()
    ]
    return [group for group in groups if group.cards]


def _in(
    cards: Iterable[tuple[Situation, Card]], situation: Situation, wanted: str, language: str
) -> list[Card]:
    return [
        card
        for of, card in cards
        if of == situation and (not wanted or card.fits(wanted, language=language))
    ]


def _own_cards(definition: OfficeFile, chosen: Sequence[str]) -> list[tuple[Situation, Card]]:
    partners = {partner.id: partner for partner in definition.partners}
    return [
        (
            service.situation or "living",
            Card(
                id=service.id,
                name=service.name,
                term=service.term,
                explanation=service.explanation,
                service=service,
                partner=partners[service.partner],
                is_chosen=service.id in chosen,
            ),
        )
        for service in bookable(definition)
    ]


def _cards_elsewhere(definition: OfficeFile) -> list[tuple[Situation, Card]]:
    catalogue = load_errands()
    known = [(catalogue[each.errand], each.elsewhere) for each in definition.referrals]
    return [
        (
            errand.situation,
            Card(
                id=errand.id,
                name=errand.name,
                term=errand.term,
                explanation=errand.explanation,
                elsewhere=elsewhere,
            ),
        )
        for errand, elsewhere in known
    ]
