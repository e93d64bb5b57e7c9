"""Two job offers side by side: which ways each opens."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from welcome_office.partners.queries import definition_of
from welcome_office.pathways.answers import answer_in_words
from welcome_office.pathways.checking import Answer, Check
from welcome_office.pathways.occupations import find_occupations, occupation_name
from welcome_office.pathways.results import FAR, PathWords, paths_in_words
from welcome_office.web.forms import ChoiceOfOne, PageForm, PlainTextField
from welcome_office.web.pathways.kept import check_of, keep, kept_of
from welcome_office.web.pathways.page_form import FILL_IN, MONTH, MONTHS, YEAR, AmountField
from welcome_office.web.public.access import office_of

SAME = "same"
OFFER_FACTS = ("isco08", "salary", "contract_months")
# Purposes in which a job offer is told at all.
PURPOSES = ("work",)


@dataclass(frozen=True)
class Row:
    """One way, found for each of the two offers."""

    name: str
    first: PathWords
    second: PathWords


class OfferForm(PageForm):
    """What is different in the second offer."""

    salary = AmountField(
        most=2_000_000, label=_("Salary before taxes, in euros"), error_messages=FILL_IN
    )
    period = ChoiceOfOne(
        label=_("For which time?"),
        choices=[(YEAR, _("for a year")), (MONTH, _("for a month (we count twelve months)"))],
        initial=YEAR,
    )
    contract_months = AmountField(
        most=600,
        required=False,
        label=_("For how many months is the contract?"),
        help_text=_("Leave it empty if it has no end."),
    )
    occupation = PlainTextField(
        required=False,
        max_length=100,
        label=_("Another occupation?"),
        help_text=_("Leave it empty if it is the same occupation."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    chosen = ChoiceOfOne(required=False, label=_("Which one is it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the occupations that the typed word may mean."""
        super().__init__(*args, **kwargs)
        typed = str(self.data.get("occupation", ""))
        self.candidates = find_occupations(typed) if typed.strip() else ()
        if self.candidates:
            choices = [(each.code, each.name) for each in self.candidates]
            self.offer("chosen", choices)
        else:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        """A word that may mean several occupations wants a choice."""
        cleaned = super().clean() or {}
        if cleaned.get("occupation") and not self.candidates:
            self.add_error("occupation", _("We do not know this word yet. Try another word."))
        if self.candidates and not cleaned.get("chosen"):
            if len(self.candidates) == 1:
                cleaned["chosen"] = self.candidates[0].code
            else:
                self.add_error("chosen", _("Please choose an answer."))
        return cleaned

    @property
    def second_offer(self) -> Mapping[str, Answer]:
        """The facts that the second offer changes."""
        told = self.cleaned_data
        months = MONTHS if told["period"] == MONTH else 1
        offer: dict[str, Answer] = {"salary": round(told["salary"] * months, 2)}
        if told.get("contract_months"):
            offer["contract_months"] = told["contract_months"]
        if told.get("chosen"):
            offer["isco08"] = told["chosen"]
        return offer


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Ask for the second offer, then show both beside each other."""
    kept = kept_of(request)
    check = check_of(kept)
    if check is None or check.purpose not in PURPOSES:
        return redirect("pathways:start")
    form = OfferForm(request.POST or None)
    if form.is_valid():
        keep(request, replace(kept, second=form.second_offer))
        return redirect("pathways:compare")
    context: dict[str, Any] = {"form": form, "check": check}
    if kept.second is not None and request.method != "POST":
        context |= _comparison(request, check, kept.second)
    return render(request, "pathways/compare.html", context)


def _comparison(
    request: HttpRequest, check: Check, second: Mapping[str, Answer]
) -> Mapping[str, Any]:
    other = replace(check, told={**check.told, **second})
    town = definition_of(office_of(request)).office.town.in_language("de")
    paths = [{path.id: path for path in paths_in_words(each, town=town)} for each in (check, other)]
    rows = [Row(path.name, path, paths[1][path.id]) for path in paths[0].values()]
    seen = [row for row in rows if _matters(row)]
    return {
        "offers": [_offer_words(each) for each in (check, other)],
        "rows": sorted(seen, key=lambda row: row.first.status == row.second.status),
        "is_same": all(row.first.status == row.second.status for row in rows),
    }


def _matters(row: Row) -> bool:
    """A way that is closed for good with both offers only takes room."""
    both = (row.first, row.second)
    return any(each.distance < FAR for each in both)


def _offer_words(check: Check) -> Mapping[str, str]:
    told = check.told
    code = told.get("isco08")
    return {
        "occupation": occupation_name(code) if isinstance(code, str) else "–",
        "salary": answer_in_words("salary", told.get("salary"), check),
    }
