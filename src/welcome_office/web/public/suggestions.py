"""Not sure? Five questions, and the errands that most people in this situation have."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.web.forms import ChoiceOfOne, PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import keep_draft
from welcome_office.web.public.errands import bookable
from welcome_office.web.public.path import OTHER_LANGUAGE, change_language, open_form, running_draft

YES_NO_UNKNOWN = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("I don't know yet"))]
PURPOSES = [
    ("work", _("I have work here")),
    ("job_search", _("I look for work")),
    ("study", _("I study or do research")),
    ("training", _("I do a vocational training")),
    ("family", _("I join my family")),
    ("other", _("Something else, or I don't know yet")),
]
# The catalogue's errands that most people have for this reason.
BY_PURPOSE: Mapping[str, tuple[str, ...]] = {
    "work": ("social_security_number",),
    "job_search": ("agency_counselling", "job_seeker_registration"),
    "study": ("health_insurance",),
    "training": ("agency_counselling",),
    "family": ("integration_course", "agency_counselling"),
}


class QuestionsForm(PageForm):
    """Five questions that everybody can answer, also with "I don't know"."""

    home = ChoiceOfOne(choices=YES_NO_UNKNOWN)
    citizenship = ChoiceOfOne(
        label=_("Is somebody of you a citizen of a country outside the European Union?"),
        choices=YES_NO_UNKNOWN,
    )
    purpose = ChoiceOfOne(label=_("Why do you come?"), choices=PURPOSES)
    children = ChoiceOfOne(label=_("Do children under 18 live with you?"), choices=YES_NO_UNKNOWN)
    qualification = ChoiceOfOne(
        label=_("Have you learned a trade or studied abroad, and want to work in it here?"),
        choices=YES_NO_UNKNOWN,
    )

    def __init__(self, *args: Any, town: str, **kwargs: Any) -> None:
        """Every question wants an answer; "I don't know yet" is one."""
        super().__init__(*args, **kwargs)
        self.fields["home"].label = _("Have you moved to %(town)s, or will you soon?") % {
            "town": town
        }
        for field in self.fields.values():
            field.error_messages["required"] = _("Please choose an answer, or “I don't know yet”.")


def suggestions(request: HttpRequest) -> HttpResponse:
    """Ask, and open the errands with the suggested ones ticked."""
    draft = running_draft(request)
    definition = definition_of(office_of(request))
    if OTHER_LANGUAGE in request.POST:
        return change_language(request, draft, page="suggestions")
    town = definition.office.town.in_language(request.LANGUAGE_CODE)
    form = open_form(QuestionsForm, request, draft, page="suggestions", town=town)
    if form.is_valid():
        suggested = services_for(form.cleaned_data, definition)
        keep_draft(request, replace(draft, typed={"errands": {"services": suggested}}))
        return redirect("public:errands")
    return render(request, "public/suggestions.html", {"form": form, "keeps_input": True})


def services_for(answers: Mapping[str, str], definition: OfficeFile) -> tuple[str, ...]:
    """The office's services for the suggested errands, in the office's order."""
    wanted = set(errands_for(answers))
    plain = [each for each in bookable(definition) if each.variant is None]
    return tuple(each.id for each in plain if each.errand in wanted)


def errands_for(answers: Mapping[str, str]) -> Iterator[str]:
    """The errands that follow from the answers."""
    has_family = answers["children"] == "yes"
    if answers["home"] == "yes":
        yield "residence_registration_family" if has_family else "residence_registration"
    if answers["citizenship"] == "yes":
        yield "residence_title"
    yield from BY_PURPOSE.get(answers["purpose"], ())
    if has_family:
        yield from ("kita", "school", "child_benefit")
    if answers["qualification"] == "yes":
        yield "recognition_advice"
