"""A firm announces a group: how many, when, which languages; no names of the people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language, long_day
from welcome_office.employers.actions import (
    FEWEST_PEOPLE,
    MOST_PEOPLE,
    GroupGiven,
    announce_group,
)
from welcome_office.employers.queries import announcements_today
from welcome_office.partners.models import Office
from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.partners.queries import definition_of
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import (
    ChoiceOfOne,
    ChoiceOfSome,
    MailField,
    PageForm,
    PlainTextField,
    western_digits,
)
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import draft_of, keep_draft
from welcome_office.web.public.path import OTHER_LANGUAGE, change_language, open_form

PAGE = "group"
DUE_ON = "group_answered_by"
WEEKS_AHEAD = 40
# Each announcement sends a mail to the address that was typed: nobody is flooded through us.
MOST_A_DAY = 3


class GroupForm(PageForm):
    """What the coordinator needs to plan, and no more."""

    firm = PlainTextField(
        label=_("Name of your firm"),
        max_length=120,
        error_messages={"required": _("Please write the name of your firm.")},
        widget=forms.TextInput({"autocomplete": "organization", "dir": "auto"}),
    )
    contact_name = PlainTextField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
    email = MailField(
        label=_("E-mail address"),
        error_messages={"required": _("Please write your e-mail address.")},
    )
    phone = PlainTextField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}),
    )
    people = PlainTextField(
        label=_("How many people will come to you?"),
        max_length=6,
        error_messages={"required": _("Please write how many people come.")},
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )
    week = forms.TypedChoiceField(
        label=_("In which week do they arrive?"),
        coerce=date.fromisoformat,
        error_messages={"required": _("Please choose a week.")},
    )
    languages = ChoiceOfSome(
        label=_("Which languages do they speak?"),
        error_messages={"required": _("Please choose at least one language.")},
    )
    families = ChoiceOfOne(
        label=_("Do some bring their families?"),
        choices=[("yes", _("Yes")), ("no", _("No, or not known yet"))],
        error_messages={"required": _("Please choose yes or no.")},
    )
    message = forms.CharField(
        label=_("What else should we know?"),
        help_text=_("Please write no names of the people: we need none so far."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer the coming weeks and the languages of the house."""
        super().__init__(*args, **kwargs)
        self.office = office
        names = spoken_languages()
        self.fields["week"].choices = [("", ""), *_weeks(timezone.localdate())]  # type: ignore[attr-defined] # a choice field has choices
        self.fields["languages"].choices = [  # type: ignore[attr-defined] # a choice field has choices
            (code, format_html('<span lang="{}" dir="auto">{}</span>', code, names.get(code, code)))
            for code in definition_of(office).office.spoken_languages
        ]

    def clean_people(self) -> int:
        """Read the number, in the digits of every script."""
        typed = western_digits(self.cleaned_data["people"])
        if not typed.isdecimal() or not FEWEST_PEOPLE <= int(typed) <= MOST_PEOPLE:
            raise forms.ValidationError(
                _("Please write a number from %(fewest)d to %(most)d."),
                params={"fewest": FEWEST_PEOPLE, "most": MOST_PEOPLE},
            )
        return int(typed)

    def clean_email(self) -> str:
        """Nobody is sent more than a few of our letters on one day."""
        email: str = self.cleaned_data["email"]
        if announcements_today(self.office, email=email) >= MOST_A_DAY:
            raise forms.ValidationError(
                _("You have announced several groups today. Please call us about more.")
            )
        return email

    def group(self) -> GroupGiven:
        """What the action takes over."""
        answers = self.cleaned_data
        return GroupGiven(
            firm=answers["firm"],
            contact_name=answers["contact_name"],
            email=answers["email"],
            phone=answers["phone"],
            people=answers["people"],
            arrives_in_week_of=answers["week"],
            languages=tuple(answers["languages"]),
            with_families=answers["families"] == "yes",
            message=answers["message"],
        )


def _weeks(today: date) -> Sequence[tuple[str, Any]]:
    monday = today - timedelta(days=today.weekday())
    weeks = [monday + timedelta(weeks=count) for count in range(WEEKS_AHEAD)]
    return [(week.isoformat(), _("from %(day)s") % {"day": long_day(week)}) for week in weeks]


@require_http_methods(["GET", "HEAD", "POST"])
@guard("message")
def group(request: HttpRequest) -> HttpResponse:
    """Announce a group."""
    office, draft = office_of(request), draft_of(request)
    if request.method == "POST" and OTHER_LANGUAGE in request.POST:
        return change_language(request, draft, page=PAGE)
    form = open_form(GroupForm, request, draft, page=PAGE, office=office)
    if form.is_valid():
        assert isinstance(form, GroupForm)
        language = current_language().code
        announcement = announce_group(office, form.group(), language=language, by=VISITOR)
        typed = {page: fields for page, fields in draft.typed.items() if page != PAGE}
        keep_draft(request, replace(draft, typed=typed))
        request.session[DUE_ON] = announcement.next_step.due_on.isoformat()
        return redirect("employer:group_done")
    return render(request, "employer/group.html", {"form": form, "keeps_input": True})


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived, and until when somebody answers."""
    due_on = request.session.get(DUE_ON)
    if due_on is None:
        return redirect("employer:group")
    return render(request, "employer/group_done.html", {"due_on": date.fromisoformat(due_on)})
