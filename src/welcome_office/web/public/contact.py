"""How we reach the person, the check, and what happens when everything is sent."""

from dataclasses import replace
from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from welcome_office.core.audit import VISITOR
from welcome_office.partners.office_files import Channel
from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import ContactGiven, give_contact
from welcome_office.visits.documents.preparation import preparation_of_visit
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.documents.wording import preparation_in_words
from welcome_office.visits.errors import (
    HoldEndedError,
    TooManyMessagesError,
    TooManyVisitsError,
)
from welcome_office.visits.models import Visit
from welcome_office.visits.route import route_of_visit
from welcome_office.web.arrival.one_visit import connect
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import (
    ChoiceOfOne,
    MailField,
    PageForm,
    PlainTextField,
    western_digits,
)
from welcome_office.web.pathways.kept import connect_kept_check
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Contact, Draft
from welcome_office.web.public.holding import contact_is_busy, hold_ended, time_left
from welcome_office.web.public.path import go_on, held_visit, open_form, path_page, place_of
from welcome_office.web.recognition.adviser import pass_on

WAYS: dict[str, Any] = {
    Visit.Contact.MAIL: _("By e-mail"),
    Visit.Contact.TEXT: _("By text message"),
    Visit.Contact.NEITHER: _("Neither: I call or come by"),
}


class ContactForm(PageForm):
    """A name and one way."""

    name = PlainTextField(
        label=_("Your name"),
        help_text=_("As in your passport, if you can. We call you by it when it is your turn."),
        max_length=120,
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
    way = ChoiceOfOne(
        label=_("How do we reach you?"),
        error_messages={"required": _("Please choose one way.")},
    )
    email = MailField(label=_("E-mail address"), required=False)
    phone = PlainTextField(
        label=_("Mobile number"),
        required=False,
        max_length=40,
        help_text=_("Numbers of all countries work. Example: +49 151 23456789"),
        widget=forms.TextInput({"autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, country: str, channel: Channel, **kwargs: Any) -> None:
        """Offer text messages only where they can be sent."""
        super().__init__(*args, **kwargs)
        self.country = country
        self.is_called = channel == "phone"
        for name in ("email", "phone"):
            # Needed or not, as the chosen way says: so not simply "optional".
            self.fields[name].is_conditional = True  # type: ignore[attr-defined] # our own mark
        ways = dict(WAYS)
        if not settings.TEXT_MESSAGE_URL:
            del ways[Visit.Contact.TEXT]
        if not settings.TEXT_MESSAGE_URL and not self.is_called:
            del self.fields["phone"]
        if self.is_called:
            self.fields["phone"].label = _("The number at which we call you")
        self.fields["way"].choices = list(ways.items())  # type: ignore[attr-defined] # a choice field has choices

    def clean_phone(self) -> str:
        """Read a number of any country."""
        typed = western_digits(self.cleaned_data.get("phone", ""))
        is_needed = self.is_called or self.data.get("way") == Visit.Contact.TEXT
        if not typed or not is_needed:
            return ""
        try:
            number = phonenumbers.parse(typed, self.country)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(
                _("This number is not complete. Example: +49 151 23456789"), code="invalid"
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def clean(self) -> dict[str, Any]:
        """The chosen way needs its address."""
        cleaned = super().clean() or {}
        way = cleaned.get("way")
        if way == Visit.Contact.MAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Please write your e-mail address."))
        needs_phone = self.is_called or way == Visit.Contact.TEXT
        if needs_phone and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Please write your phone number."))
        if way != Visit.Contact.MAIL and "email" in self.errors:
            # What does not count needs no correction.
            del self.errors["email"]
        return cleaned

    def contact(self) -> Contact:
        """What the draft keeps: only the way that was chosen."""
        cleaned = self.cleaned_data
        way = Visit.Contact(cleaned["way"])
        return Contact(
            name=cleaned["name"],
            way=way,
            email=cleaned["email"] if way == Visit.Contact.MAIL else "",
            phone=cleaned.get("phone", ""),
        )


class BookerForm(ContactForm):
    """The contact of whoever books: the person, or a companion who says that the person agrees."""

    companion = PlainTextField(
        label=_("Your own name"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    consent = forms.BooleanField(
        label=_("The person who comes knows of this visit and agrees that I book it."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["companion"].is_conditional = True  # type: ignore[attr-defined] # our own mark

    def clean(self) -> dict[str, Any]:
        """Nobody is booked in without knowing it."""
        cleaned = super().clean()
        if cleaned.get("companion") and not cleaned.get("consent"):
            self.add_error("consent", _("Please ask the person, and confirm it here."))
        return cleaned

    def contact(self) -> Contact:
        """What the draft keeps, with the companion's name."""
        return replace(super().contact(), companion=self.cleaned_data["companion"])


@path_page("contact")
@guard("contact")
def contact(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say how you can be reached."""
    held = held_visit(draft)
    left = time_left(held)
    if held is None or left is None:
        return hold_ended(request)
    definition = definition_of(office_of(request))
    form = open_form(
        BookerForm,
        request,
        draft,
        page="contact",
        country=definition.office.holidays_country,
        channel=draft.channel,
        initial=_known(draft),
    )
    if form.is_valid():
        assert isinstance(form, BookerForm)
        return go_on(request, replace(draft, contact=form.contact()), answered="contact")
    context = {
        "form": form,
        "left": left,
        "place": place_of("contact", draft, definition),
        "walk_in_minutes": definition.office.booking.confirm_by_walk_in_minutes,
        "keeps_input": True,
    }
    return render(request, "public/contact.html", context)


def _known(draft: Draft) -> dict[str, Any]:
    given = draft.contact
    if given is None:
        return {}
    return {
        "name": given.name,
        "way": given.way,
        "email": given.email,
        "phone": given.phone,
        "companion": given.companion,
        "consent": bool(given.companion),
    }


@path_page("check")
@guard("message")
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Look at everything once more, then book."""
    held = visits_in_full().filter(pk=draft.held or 0).first()
    left = time_left(held)
    if held is None or left is None:
        return hold_ended(request)
    if request.method == "POST":
        return _send(request, draft, held)
    definition = definition_of(office_of(request))
    names = spoken_languages()
    context = {
        "draft": draft,
        "left": left,
        "route": route_of_visit(held),
        "services": [definition.services_by_id[name] for name in draft.now],
        "later": [definition.services_by_id[name] for name in draft.later or ()],
        "spoken": [(code, names.get(code, code)) for code in draft.languages],
        "preparation": preparation_in_words(preparation_of_visit(held), definition),
        "place": place_of("check", draft, definition),
        "way": WAYS[draft.contact.way] if draft.contact else "",
        "keeps_input": True,
    }
    return render(request, "public/check.html", context)


def _send(request: HttpRequest, draft: Draft, held: Visit) -> HttpResponse:
    assert draft.contact is not None, "the path opens the check only with a contact"
    given = ContactGiven(
        name=draft.contact.name,
        contact=draft.contact.way,
        email=draft.contact.email,
        phone=draft.contact.phone,
        companion=draft.contact.companion,
    )
    try:
        give_contact(held, given, by=VISITOR)
        pass_on(request, held)
        connect_kept_check(request, held)
        connect(request, held)
    except HoldEndedError:
        return hold_ended(request)
    except (TooManyVisitsError, TooManyMessagesError):
        return contact_is_busy(request, back=reverse("public:contact"))
    return redirect("public:code")
