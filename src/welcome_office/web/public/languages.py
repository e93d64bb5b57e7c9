"""Which languages the people speak, and whether somebody has to translate."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from welcome_office.core.wording import current_language
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.partners.queries import definition_of
from welcome_office.web.forms import ChoiceOfOne, ChoiceOfSome, PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Draft
from welcome_office.web.public.path import go_on, let_go, open_form, path_page, place_of


class LanguagesForm(PageForm):
    """Languages by their own names."""

    languages = ChoiceOfSome(
        label=_("Which languages do you speak?"),
        error_messages={"required": _("Please choose at least one language.")},
    )
    language_help = ChoiceOfOne(
        label=_("Do you need help with the language?"),
        choices=[
            (
                "shared_or_interpreter",
                _("Yes: please find somebody who speaks my language, or an interpreter"),
            ),
            ("not_needed", _("No: German is fine, or somebody who translates comes with me")),
        ],
        error_messages={"required": _("Please choose yes or no.")},
    )

    def __init__(self, *args: Any, definition: OfficeFile, **kwargs: Any) -> None:
        """Offer the languages that are spoken in the house."""
        super().__init__(*args, **kwargs)
        names = spoken_languages()
        offered = [
            (code, format_html('<span lang="{}" dir="auto">{}</span>', code, names.get(code, code)))
            for code in definition.office.spoken_languages
        ]
        self.fields["languages"].choices = offered  # type: ignore[attr-defined] # a choice field has choices


@path_page("languages")
def languages(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say which languages you speak."""
    definition = definition_of(office_of(request))
    form = open_form(
        LanguagesForm,
        request,
        draft,
        page="languages",
        definition=definition,
        initial={
            "languages": draft.languages or (current_language().code,),
            "language_help": draft.language_help,
        },
    )
    if form.is_valid():
        changed = replace(
            draft,
            languages=tuple(form.cleaned_data["languages"]),
            language_help=form.cleaned_data["language_help"],
        )
        return go_on(request, draft if changed == draft else let_go(changed), answered="languages")
    context = {
        "form": form,
        "place": place_of("languages", draft, definition),
        "keeps_input": True,
    }
    return render(request, "public/languages.html", context)
