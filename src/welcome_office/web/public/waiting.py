"""The waiting list: join it where no time fits, answer an offer, leave."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import (
    ContactGiven,
    accept_offer,
    ask_to_wait,
    confirm_waiting,
    decline_offer,
    leave_waiting,
)
from welcome_office.visits.codes import link_token, waiting_behind
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.documents.waiting_letters import notices_left
from welcome_office.visits.errors import (
    AlreadyBookedError,
    HoldEndedError,
    OfferEndedError,
    TooManyMessagesError,
)
from welcome_office.visits.models import Visit, Waiting
from welcome_office.visits.need import MOST_NOTICES
from welcome_office.visits.planning import zone_of
from welcome_office.visits.route import route_of_visit
from welcome_office.visits.waitings import wanted_by
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import ChoiceOfOne
from welcome_office.web.public.access import office_of
from welcome_office.web.public.contact import ContactForm
from welcome_office.web.public.draft import Draft, request_of
from welcome_office.web.public.holding import contact_is_busy
from welcome_office.web.public.own.access import back_to_visit
from welcome_office.web.public.path import open_form, path_page, place_of
from welcome_office.web.public.times import stops

# How many days beforehand.
NOTICES: Mapping[str, Promise] = {
    "0": _("On the same day"),
    "1": _("From the next day on"),
    "3": _("Three days before, or earlier"),
    "7": _("A week before, or earlier"),
}
USUAL_NOTICE = "1"
HOW_SOON = _("How soon can you come when a time becomes free?")


def notice_field() -> ChoiceOfOne:
    """The one question that everybody who waits is asked."""
    return ChoiceOfOne(
        label=HOW_SOON,
        choices=list(NOTICES.items()),
        initial=USUAL_NOTICE,
        error_messages={"required": _("Please choose how soon you can come.")},
    )


class WaitForm(ContactForm):
    """How to tell you, and how soon you can come."""

    notice = notice_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Who waits has to be told."""
        super().__init__(*args, **kwargs)
        ways = self.fields["way"].choices  # type: ignore[attr-defined] # a choice field has choices
        self.fields["way"].choices = [way for way in ways if way[0] != Visit.Contact.NEITHER]  # type: ignore[attr-defined] # as above
        self.fields["way"].label = _("How do we tell you?")


@path_page("times")
@guard("message")
def wait(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Join with the errands, people and languages that were told so far."""
    definition = definition_of(office_of(request))
    form = open_form(
        WaitForm,
        request,
        draft,
        page="times",
        country=definition.office.holidays_country,
        channel=draft.channel,
        initial={"notice": USUAL_NOTICE},
    )
    if form.is_valid():
        assert isinstance(form, WaitForm)
        try:
            _ask(request, draft, form)
        except TooManyMessagesError:
            return contact_is_busy(request, back=reverse("public:wait"))
        return redirect("public:wait_asked")
    context = {
        "form": form,
        "place": place_of("contact", draft, definition),
        "stops": stops([definition.services_by_id[name] for name in draft.now], definition),
        "most_notices": MOST_NOTICES,
        "keeps_input": True,
    }
    return render(request, "public/wait.html", context)


def _ask(request: HttpRequest, draft: Draft, form: WaitForm) -> None:
    office, given = office_of(request), form.contact()
    ask_to_wait(
        request_of(draft, definition_of(office)),
        ContactGiven(name=given.name, contact=given.way, email=given.email, phone=given.phone),
        office=office,
        notice_days=int(form.cleaned_data["notice"]),
        language=current_language().code,
        by=VISITOR,
    )


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that the address has to answer."""
    minutes = definition_of(office_of(request)).office.booking.confirm_by_link_minutes
    return render(request, "public/wait_asked.html", {"minutes": minutes})


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Nothing is left to show."""
    return render(request, "public/wait_left.html")


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest, *, token: str) -> HttpResponse:
    """Show somebody's place on the list; its buttons confirm, answer and leave."""
    found = waiting_behind(token)
    if found is None or found.office_id != office_of(request).pk:
        return render(request, "public/wait_ended.html", status=404)
    if found.state == Waiting.State.SERVED and found.visit is not None:
        return redirect("public:visit", token=link_token(found.visit))
    if request.method == "POST" and request.POST.get("answer") == "confirm":
        return _confirm(request, found, token=token)
    if request.method == "POST":
        return answer_offer(request, found, here=redirect("public:waiting", token=token))
    if found.state not in {Waiting.State.ASKED, Waiting.State.WAITING}:
        return render(request, "public/wait_ended.html", status=410)
    return render(request, "public/waiting.html", _context(found))


def _context(found: Waiting) -> dict[str, Any]:
    definition = definition_of(found.office)
    wanted = wanted_by(found)
    return {
        **offer_context(found),
        "waiting": found,
        "is_asked": found.state == Waiting.State.ASKED,
        "people": [person.first_name for person in wanted.people if person.first_name],
        "stops": stops([definition.services_by_id[name] for name in wanted.services], definition),
    }


def offer_context(found: Waiting) -> dict[str, Any]:
    """What pages show of an open offer, and of how it goes on."""
    hold = visits_in_full().filter(offered_to=found, state=Visit.State.HELD).first()
    until = found.offered_until
    return {
        "offer": route_of_visit(hold) if hold and until else None,
        "until": until.astimezone(zone_of(found.office)) if until else None,
        "notices_left": notices_left(found),
        "how_soon": NOTICES.get(str(found.notice_days), ""),
        "since": found.since.astimezone(zone_of(found.office)),
    }


def _confirm(request: HttpRequest, found: Waiting, *, token: str) -> HttpResponse:
    try:
        confirm_waiting(found, by=VISITOR)
    except HoldEndedError:
        return render(request, "public/wait_ended.html", status=410)
    return redirect("public:waiting", token=token)


def answer_offer(request: HttpRequest, found: Waiting, *, here: HttpResponse) -> HttpResponse:
    """Do what the pressed button says; `here` is the page again."""
    pressed = request.POST.get("answer", "")
    if pressed == "leave":
        leave_waiting(found, by=VISITOR)
        return redirect("public:wait_left") if found.visit is None else here
    if pressed == "no":
        decline_offer(found, by=VISITOR)
        return here
    if pressed != "yes":
        return here
    try:
        visit = accept_offer(found, by=VISITOR)
    except OfferEndedError:
        return render(request, "public/offer_ended.html", status=410)
    except AlreadyBookedError:
        return render(request, "public/already_booked.html", status=409)
    return back_to_visit(link_token(visit), news="taken")
