"""Advice for firms: what about, and how we talk; then the path that everybody takes to a time."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from welcome_office.core.wording import current_language
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.partners.queries import definition_of
from welcome_office.web.employer.start import advice_for_firms
from welcome_office.web.forms import ChoiceOfOne, PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Comer, Draft, draft_of
from welcome_office.web.public.path import (
    FIRM_STEPS,
    OTHER_LANGUAGE,
    Place,
    change_language,
    go_on,
    let_go,
    open_form,
)

PAGE = "advice"
CHANNELS: dict[str, Any] = {
    "phone": _("By phone: we call you"),
    "video": _("By video"),
    "on_site": _("In the office"),
}


class AdviceForm(PageForm):
    """About what, how, and in which language."""

    service = ChoiceOfOne(
        label=_("What is it about?"),
        error_messages={"required": _("Please choose one subject.")},
    )
    channel = ChoiceOfOne(
        label=_("How do we talk?"),
        choices=list(CHANNELS.items()),
        error_messages={"required": _("Please choose one way.")},
    )
    language = forms.ChoiceField(label=_("In which language?"))

    def __init__(self, *args: Any, definition: OfficeFile, **kwargs: Any) -> None:
        """Offer what firms can book."""
        super().__init__(*args, **kwargs)
        self.definition = definition
        language, names = current_language().code, spoken_languages()
        self.fields["service"].choices = [  # type: ignore[attr-defined] # a choice field has choices
            (
                service.id,
                format_html(
                    '{} <span class="muted">{}</span>',
                    service.name.in_language(language),
                    service.explanation.in_language(language),
                ),
            )
            for service in advice_for_firms(definition)
        ]
        self.fields["language"].choices = [  # type: ignore[attr-defined] # a choice field has choices
            (code, names.get(code, code)) for code in definition.office.spoken_languages
        ]

    def clean(self) -> dict[str, Any]:
        """Not every subject is talked about in every way."""
        cleaned = super().clean() or {}
        service = self.definition.services_by_id.get(cleaned.get("service", ""))
        channel = cleaned.get("channel")
        if service and channel and channel not in service.channels:
            self.add_error("channel", _("This subject is not talked about in this way here."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest) -> HttpResponse:
    """Begin the path to a time for advice."""
    draft = draft_of(request)
    if request.method == "POST" and OTHER_LANGUAGE in request.POST:
        return change_language(request, draft, page=PAGE)
    form = open_form(
        AdviceForm,
        request,
        draft,
        page=PAGE,
        definition=definition_of(office_of(request)),
        initial=_known(draft),
    )
    if form.is_valid():
        return go_on(request, _draft_for_firm(draft, form.cleaned_data), answered=PAGE)
    context = {
        "form": form,
        "place": Place(page=PAGE, number=1, back="start", steps=FIRM_STEPS, door="employer"),
        "keeps_input": True,
    }
    return render(request, "employer/advice.html", context)


def _known(draft: Draft) -> dict[str, str]:
    if not draft.is_for_firm:
        return {"language": current_language().code}
    return {
        "service": draft.services[0],
        "channel": draft.channel,
        "language": draft.languages[0],
    }


def _draft_for_firm(before: Draft, answers: dict[str, Any]) -> Draft:
    """Begin anew, with the answers that a firm is not asked for; what was held is given back."""
    let_go(before)
    return Draft(
        services=(answers["service"],),
        people=(Comer(),),
        arrival="here",
        languages=(answers["language"],),
        channel=answers["channel"],
        is_for_firm=True,
        contact=before.contact if before.is_for_firm else None,
    )
