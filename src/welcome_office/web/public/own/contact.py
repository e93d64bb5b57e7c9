"""Correct name and contact; a new address has to answer before it counts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from welcome_office.core.audit import VISITOR
from welcome_office.partners.office_files import Channel
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import (
    ContactGiven,
    confirm_contact,
    confirm_contact_with_code,
    correct_contact,
    correct_name,
)
from welcome_office.visits.codes import change_behind, link_token
from welcome_office.visits.errors import (
    AlreadyBookedError,
    HoldEndedError,
    TooManyMessagesError,
    TooManyVisitsError,
    WrongCodeError,
)
from welcome_office.visits.models import ContactChange, Visit
from welcome_office.web.brakes.guard import guard
from welcome_office.web.public.access import office_of
from welcome_office.web.public.confirmation import CodeForm
from welcome_office.web.public.contact import ContactForm
from welcome_office.web.public.holding import contact_is_busy
from welcome_office.web.public.own.access import back_to_visit, own_page


class OwnContactForm(ContactForm):
    """The same questions as when booking; who gave an address keeps having one."""

    def __init__(self, *args: Any, visit: Visit, country: str, **kwargs: Any) -> None:
        """Ask with the answers that are known."""
        channel: Channel = visit.channel  # type: ignore[assignment] # written from a request
        super().__init__(*args, country=country, channel=channel, **kwargs)
        ways = self.fields["way"].choices  # type: ignore[attr-defined] # a choice field has choices
        if visit.contact != Visit.Contact.NEITHER:
            kept = [(way, name) for way, name in ways if way != Visit.Contact.NEITHER]
            self.fields["way"].choices = kept  # type: ignore[attr-defined] # as above


@own_page(until_end=True)
@guard("message", signed=False)
def contact(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Correct what is wrong."""
    known = {"name": visit.name, "way": visit.contact, "email": visit.email, "phone": visit.phone}
    form = OwnContactForm(
        request.POST or None,
        visit=visit,
        country=definition_of(visit.office).office.holidays_country,
        initial=known,
    )
    if form.is_valid():
        try:
            return _correct(visit, form, token=token)
        except (TooManyVisitsError, TooManyMessagesError):
            return contact_is_busy(request, back=request.path)
    return render(request, "public/own/contact.html", {"form": form, "token": token})


def _correct(visit: Visit, form: OwnContactForm, *, token: str) -> HttpResponse:
    given = form.contact()
    is_called = visit.channel == "phone" and given.way != Visit.Contact.TEXT
    number = given.phone if is_called else visit.phone
    if (given.name, number) != (visit.name, visit.phone):
        correct_name(visit, name=given.name, number=number, by=VISITOR)
    now = {Visit.Contact.MAIL: visit.email, Visit.Contact.TEXT: visit.phone}
    wanted = {Visit.Contact.MAIL: given.email, Visit.Contact.TEXT: given.phone}
    if given.way == Visit.Contact.NEITHER or (
        given.way == visit.contact and wanted[given.way] == now[given.way]
    ):
        return back_to_visit(token, news="corrected")
    new = ContactGiven(name=given.name, contact=given.way, email=given.email, phone=given.phone)
    correct_contact(visit, new, by=VISITOR)
    return redirect("public:own_contact_code", token=token)


@own_page(until_end=True)
@guard("code", signed=False)
def contact_code(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Type the code that came to the new address."""
    change = ContactChange.objects.filter(visit=visit, answered_at=None).first()
    if change is None:
        return redirect("public:own_contact", token=token)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            visit = confirm_contact_with_code(change, typed=form.cleaned_data["code"], by=VISITOR)
        except WrongCodeError:
            form.add_error("code", _("This code does not fit or is too old. Ask for a new one."))
        except HoldEndedError:
            form.add_error(None, _("This took too long. Please give the new address once more."))
        except AlreadyBookedError:
            form.add_error(None, _("There is another visit at this time with that address."))
        else:
            return back_to_visit(link_token(visit), news="corrected")
    rules = definition_of(visit.office).office.booking
    context = {
        "form": form,
        "change": change,
        "token": token,
        "code_minutes": rules.confirm_by_code_minutes,
    }
    return render(request, "public/own/contact_code.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, *, token: str) -> HttpResponse:
    """Where the mail to a new address leads: its button is the answer."""
    change = change_behind(token)
    if change is None or change.visit.office_id != office_of(request).pk:
        return render(request, "public/link_ended.html", status=404)
    if request.method != "POST":
        return render(request, "public/own/answer.html", {"change": change})
    try:
        visit = confirm_contact(change, by=VISITOR)
    except HoldEndedError:
        return render(request, "public/link_ended.html", status=410)
    except AlreadyBookedError:
        return render(request, "public/already_booked.html", status=409)
    return back_to_visit(link_token(visit), news="corrected")
