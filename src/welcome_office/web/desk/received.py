"""Requests about data as they were received: until when each is answered, and with which letter."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.cases.models import DataRequest
from welcome_office.cases.requests import (
    TooLateError,
    answer_request,
    extend_request,
    note_request,
)
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.downloads import download
from welcome_office.web.forms import ChoiceOfOne, DayField, PageForm, PlainTextField
from welcome_office.web.personal.answering import (
    GROUNDS,
    GROUNDS_OF,
    KINDS,
    OUTCOMES,
    answer_in_words,
    answer_pdf,
)


class ReceivedForm(PageForm):
    """Who asked for what, when, and in which language they are answered."""

    who = PlainTextField(
        label=gettext_lazy("Reference, e-mail address or phone number"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    kind = ChoiceOfOne(label=gettext_lazy("What is asked for?"), choices=KINDS.items())
    received_on = DayField(label=gettext_lazy("When did it arrive?"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the answer"), choices=lambda: settings.LANGUAGES
    )

    def clean_received_on(self) -> Any:
        """Nothing arrives tomorrow."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class AnswerForm(PageForm):
    """What became of it; whoever does less than was asked says why."""

    outcome = ChoiceOfOne(label=gettext_lazy("What became of it?"), choices=OUTCOMES.items())
    ground = forms.ChoiceField(
        label=gettext_lazy("Why not, or not all of it?"),
        required=False,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        """Offer only what can be a ground for such a request."""
        super().__init__(*args, **kwargs)
        grounds = [(ground, GROUNDS[ground]) for ground in GROUNDS_OF[kind]]
        self.offer("ground", [("", "–"), *grounds])

    def clean(self) -> dict[str, Any]:
        """A refusal has a ground in the law."""
        cleaned = super().clean() or {}
        is_done = cleaned.get("outcome") == DataRequest.Outcome.DONE
        if cleaned.get("outcome") and not is_done and not cleaned.get("ground"):
            self.add_error("ground", _("Say why: the person reads it (Art. 12 (4) GDPR)."))
        if is_done:
            cleaned["ground"] = ""
        return cleaned


class ExtendForm(PageForm):
    """Why one month is not enough."""

    because = PlainTextField(
        label=gettext_lazy("Why do you need two more months?"),
        help_text=gettext_lazy("The person reads this."),
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: StaffRequest) -> HttpResponse:
    """Write down what arrived; the day of the answer becomes a task."""
    first = {"received_on": timezone.localdate()}
    form = ReceivedForm(request.POST or None, initial=first)
    if form.is_valid():
        made = note_request(request.office, **form.cleaned_data, by=request.user)
        return redirect("desk:received", made.pk)
    return render(request, "desk/note_request.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one request with its letter; answer it, or take more time."""
    found = _found(request, pk)
    sent = request.POST or None
    is_extending = "extend" in request.POST
    answer = AnswerForm(None if is_extending else sent, kind=found.kind)
    extend = ExtendForm(sent if is_extending else None)
    if found.answered_on is None and answer.is_valid():
        answer_request(found, **answer.cleaned_data, by=request.user)
        return redirect("desk:received", found.pk)
    if found.answered_on is None and extend.is_valid():
        return _extend(request, found, extend)
    context = {
        "asked": found,
        "kind": KINDS[found.kind],
        "days": (found.due_on - timezone.localdate()).days,
        "letter": answer_in_words(found),
        "answer": answer,
        "extend": None if found.extended_because else extend,
    }
    return render(request, "desk/received.html", context)


@require_safe
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as it stands now."""
    found = _found(request, pk)
    return download(answer_pdf(found), kind="application/pdf", name=f"request-{found.pk}.pdf")


def _found(request: StaffRequest, pk: int) -> DataRequest:
    mine = DataRequest.objects.select_related("office", "next_step")
    return get_object_or_404(mine.filter(office=request.office), pk=pk)


def _extend(request: StaffRequest, found: DataRequest, form: ExtendForm) -> HttpResponse:
    try:
        extend_request(found, because=form.cleaned_data["because"], by=request.user)
    except TooLateError:
        messages.error(request, _("More time can only be taken within the first month."))
    else:
        messages.success(request, _("Send the letter now: it tells the person the new day."))
    return redirect("desk:received", found.pk)
