"""A copy of my data, to read and to take along; and deleting it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from welcome_office.cases.queries import restriction_of
from welcome_office.core.audit import VISITOR
from welcome_office.core.privacy import Keep
from welcome_office.core.wording import current_language, long_day
from welcome_office.law.errands import Text
from welcome_office.visits.actions import delete_visit_data
from welcome_office.visits.data_copy import FIELD_NAMES, DataCopy, Kept, copy_of
from welcome_office.visits.errors import VisitRunningError
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.route import route_of_visit
from welcome_office.web.desk.forms import ROLE_NAMES
from welcome_office.web.desk.languages import language_name, language_names
from welcome_office.web.public.own.access import KNOWN, own_page
from welcome_office.web.public.people import AGES
from welcome_office.web.templatetags.desk import MESSAGE_KINDS, MESSAGE_STATES

FILE_NAME = "my-data.json"
UNTIL: Mapping[str, Promise] = {
    "the visit and what was agreed there ended": _(
        "until %(days)d days after the visit and after what was agreed there"
    ),
    "the change was asked for": _("until %(days)d day after you asked for the change"),
}
LOOKED_FOR: Mapping[str, Promise] = {
    "the visit's sheet": _("to prepare your visit or to serve you"),
    "an access request": _("to tell what is kept about you, because you asked"),
    "the day": _("the list of the day, names shortened"),
    "the day with whole names": _("the list of the day"),
    "search by name": _("to find your visit by your name"),
    "the slip to take home": _("to give you a paper with what comes next"),
    "to repair the visit": _("to find another time where a desk is closed"),
    "a shared check of residence paths": _("to advise you on what you checked and shared"),
    "to answer the firm": _("to answer the announcement of a group"),
    "to answer a report of a barrier": _("to answer what you reported"),
    "the list of procedures": _("to accompany your recognition"),
    "the procedure": _("to accompany your recognition"),
    "a letter": _("to write to the body that decides"),
    "a paper": _("to read a paper that you sent"),
}
DONE: Mapping[str, Promise] = {
    "data.copied": _("A copy of your data was made, because you asked"),
    "visit.corrected": _("The data was corrected"),
    "data.restricted": _("Your data was restricted"),
    "data.still_restricted": _("The restriction of your data was prolonged"),
    "data.lifted": _("You were told that the restriction ends"),
    "visit.held": _("The times were held"),
    "visit.extended": _("The times were held longer"),
    "visit.pending": _("Name and contact were given"),
    "visit.code_sent": _("A new code was sent"),
    "visit.confirmed": _("The visit was booked"),
    "visit.moved": _("The visit was moved"),
    "visit.changed": _("The visit was changed"),
    "visit.coming": _("You said that you come"),
    "visit.delayed": _("You said that you will be late"),
    "visit.name_corrected": _("The name was corrected"),
    "visit.contact_asked": _("A new address was asked"),
    "visit.contact_corrected": _("The new address answered"),
    "visit.waits": _("You asked to be told of earlier times"),
    "visit.from_waiting": _("A time from the waiting list was taken"),
    "waiting.left": _("You left the waiting list"),
    "waiting.declined": _("You did not take a time from the waiting list"),
    "visit.cancelled": _("The visit was cancelled"),
    "visit.papers_answered": _("You said which papers you have"),
    "visit.step_here": _("You were checked in"),
    "visit.step_running": _("A station began"),
    "visit.step_done": _("A station was finished"),
    "visit.step_continues": _("It was noted what continues"),
    "visit.step_missed": _("A station did not take place"),
    "visit.step_corrected": _("What was noted at a station was corrected"),
}
ACTORS: Mapping[str, Promise] = {
    "visitor": _("by you, on these pages"),
    "program": _("by the program"),
    "staff": _("by staff"),
    **{str(role): name for role, name in ROLE_NAMES.items()},
}


@own_page(states=KNOWN)
def data(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Show everything that is kept, and who looked at it."""
    copy = copy_of(visit)
    context = {
        "token": token,
        "visit": visit,
        "restriction": restriction_of(visit.audit_subject),
        "kept": [_in_words(kept) for kept in copy.kept],
        "messages_sent": [
            (sent.at, MESSAGE_KINDS[sent.kind], MESSAGE_STATES[sent.state])
            for sent in copy.messages
        ],
        "acts": [
            {
                "act": act,
                "done": DONE.get(act.action, act.action),
                "by": ACTORS.get(act.actor, act.actor),
            }
            for act in copy.acts
        ],
        "looks": [
            {
                "look": look,
                "role": ACTORS.get(look.role, look.role),
                "purpose": LOOKED_FOR.get(look.purpose, look.purpose),
            }
            for look in copy.looks
        ],
    }
    return render(request, "public/own/data.html", context)


def _in_words(kept: Kept) -> dict[str, Any]:
    return {
        "name": FIELD_NAMES[f"{kept.model}.{kept.field}"],
        "value": value_in_words(kept),
        "why": gettext(kept.purpose.why),
        "until": _until(kept.purpose.keep),
    }


def value_in_words(kept: Kept) -> str:
    """A value as its person reads it."""
    value = kept.value
    if isinstance(value, Text):
        return value.in_language(current_language().code)
    if isinstance(value, date):
        return long_day(value)
    if kept.field == "age":
        return str(AGES[VisitPerson.Age(value)])
    if kept.field == "language":
        return language_name(value)
    if kept.field == "spoken":
        return language_names(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _until(keep: Keep) -> str:
    return str(UNTIL.get(keep.after, keep.after)) % {"days": keep.days}


@require_safe
@own_page(states=KNOWN)
def data_file(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:  # noqa: ARG001 - as all own pages
    """The same for other programs (GDPR, article 20)."""
    spelling = {"ensure_ascii": False, "indent": 2}
    answer = JsonResponse(as_plain(copy_of(visit)), json_dumps_params=spelling)
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


def as_plain(copy: DataCopy) -> dict[str, Any]:
    """The copy as names and values that every program reads."""
    return {
        "reference": copy.reference,
        "kept": [
            {
                "what": f"{kept.model}.{kept.field}",
                "value": plain_value(kept.value),
                "purpose": kept.purpose.why,
                "kept_days": kept.purpose.keep.days,
                "kept_after": kept.purpose.keep.after,
            }
            for kept in copy.kept
        ],
        "messages": [
            {"at": sent.at.isoformat(), "kind": sent.kind, "state": sent.state}
            for sent in copy.messages
        ],
        "done": [
            {"at": act.at.isoformat(), "what": act.action, "by": act.actor, "of": act.partner}
            for act in copy.acts
        ],
        "looked_at_by": [
            {"day": look.day.isoformat(), "partner": look.partner, "role": look.role,
             "purpose": look.purpose, "times": look.times}
            for look in copy.looks
        ],
    }  # fmt: skip


def plain_value(value: Any) -> Any:
    """A value as other programs read it."""
    if isinstance(value, Text):
        return dict(value.translations)
    return value if isinstance(value, str | list) else str(value)


@own_page(states=KNOWN)
def delete(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Say what is deleted and what stays, then delete."""
    if request.method != "POST":
        route = route_of_visit(visit) if visit.steps.all() else None
        context = {"token": token, "visit": visit, "route": route}
        return render(request, "public/own/delete.html", context)
    try:
        delete_visit_data(visit, by=VISITOR)
    except VisitRunningError:
        return render(request, "public/own/running.html", {"token": token}, status=409)
    return redirect("public:deleted")


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Nothing is left to show."""
    return render(request, "public/own/deleted.html")
