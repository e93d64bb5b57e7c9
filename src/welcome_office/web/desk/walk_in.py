"""Somebody walks in: errand, time, booked. Each is one key; then they are here already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_lowercase, digits

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from welcome_office.core.languages import Language
from welcome_office.core.wording import current_language
from welcome_office.partners.office_files import Partner, Service
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import book_walk_in
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.planning import WALK_IN, Plan, offers_on, zone_of
from welcome_office.visits.reference import show_reference
from welcome_office.visits.request import Participant, VisitRequest
from welcome_office.visits.route import route_of_plan
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.forms import PlainTextField

# One sign of any keyboard each; 0 stays free.
KEYS = digits[1:] + ascii_lowercase
MOST_OFFERS = 3
MOST_PEOPLE = 9


@dataclass(frozen=True)
class ServiceKey:
    """An errand with its key."""

    key: str
    service: Service
    partner: Partner


class WalkInForm(forms.Form):
    """What is not needed to book, but helps."""

    name = PlainTextField(
        label=gettext_lazy("Name (may stay empty: then the reference is called)"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    people = forms.IntegerField(
        label=gettext_lazy("How many people?"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the slip"))

    def __init__(self, *args: object, languages: Sequence[Language], **kwargs: object) -> None:
        """Offer the house's languages."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # as Django's form takes them
        choices = [(language.code, language.autonym) for language in languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined] # a choice field has choices


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: StaffRequest) -> HttpResponse:
    """Show what can be booked for now, each with its key."""
    file = definition_of(request.office)
    today = timezone.localdate(timezone=zone_of(request.office))
    partners = {partner.id: partner for partner in file.partners}
    offered = [
        service
        for service in file.services
        if "on_site" in service.channels and today.isoweekday() in service.weekdays
    ]
    keys = [
        ServiceKey(key, service, partners[service.partner])
        for key, service in zip(KEYS, offered, strict=False)
    ]
    return render(request, "desk/walk_in.html", {"keys": keys})


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: StaffRequest, service: str) -> HttpResponse:
    """Show the next times for it; a key books one of them."""
    known = definition_of(request.office).services_by_id
    if service not in known:
        return redirect("desk:walk_in")
    form = _form(request)
    wish = _wish(service, people=form.cleaned_data["people"] if form.is_valid() else 1)
    start = _start(request.POST.get("start", ""))
    if form.is_bound and form.is_valid() and start is not None:
        found = _book(request, wish, form, start=start)
        if found is not None:
            return found
    plans = _next_plans(request, wish)
    file = definition_of(request.office)
    context = {
        "service": known[service],
        "form": form,
        "offers": [
            {"key": str(place), "start": plan.start, "route": route_of_plan(plan, wish, file)}
            for place, plan in enumerate(plans, start=1)
        ],
    }
    return render(request, "desk/walk_in_times.html", context)


def _form(request: StaffRequest) -> WalkInForm:
    languages = list(settings.LANGUAGES_FOUND.values())
    initial = {"people": 1, "language": current_language().code}
    return WalkInForm(request.POST or None, languages=languages, initial=initial)


def _wish(service: str, *, people: int) -> VisitRequest:
    return VisitRequest(people=tuple(Participant(services=(service,)) for _person in range(people)))


def _start(typed: str) -> datetime | None:
    try:
        start = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return start if start.tzinfo else None


def _next_plans(request: StaffRequest, wish: VisitRequest) -> tuple[Plan, ...]:
    today = timezone.localdate(timezone=zone_of(request.office))
    return offers_on(request.office, wish, day=today, sight=WALK_IN).plans[:MOST_OFFERS]


def _book(
    request: StaffRequest, wish: VisitRequest, form: WalkInForm, *, start: datetime
) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        visit = book_walk_in(
            wish,
            office=request.office,
            start=start,
            language=said["language"],
            name=said["name"],
            by=request.user,
        )
    except TimeTakenError:
        messages.error(request, _("This time has just been taken. These are the next ones."))
        return None
    number = {"reference": show_reference(visit.reference)}
    messages.success(request, _("Booked and checked in: %(reference)s.") % number)
    return redirect("desk:visit", visit.pk)
