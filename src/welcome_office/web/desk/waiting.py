"""The waiting list as the coordinator sees it: who waits in which order, and why who was asked.

Households are numbers here: neither name nor address is needed to see that it is fair.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from welcome_office.core.wording import clock_time, long_day
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Waiting, WaitingRecord
from welcome_office.visits.need import Outcome, in_order_of_need
from welcome_office.visits.planning import zone_of
from welcome_office.visits.waitings import household_of, waiting_in, wanted_by
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.languages import language_names

What = WaitingRecord.What
MOST_RECORDS = 200
HAPPENED: Mapping[str, Promise] = {
    What.JOINED: gettext_lazy("Household %(number)s waits from now on."),
    What.ASKED: gettext_lazy("Household %(number)s was asked about %(start)s."),
    What.TAKEN: gettext_lazy("Household %(number)s took %(start)s."),
    What.DECLINED: gettext_lazy("Household %(number)s did not want %(start)s."),
    What.NO_ANSWER: gettext_lazy("Household %(number)s did not answer about %(start)s in time."),
    What.WITHDRAWN: gettext_lazy("The offer of %(start)s to household %(number)s ended."),
    What.LEFT: gettext_lazy("Household %(number)s left the list."),
    What.ENDED: gettext_lazy("Household %(number)s waits no longer."),
}
WHY_ENDED: Mapping[str, Promise] = {
    "notices": gettext_lazy("It was asked as often as we ask."),
    "visit": gettext_lazy("Its visit began or was cancelled."),
    "over": gettext_lazy("Its time of waiting was over."),
    "unreachable": gettext_lazy("Our message did not arrive."),
}
WHY_NOT: Mapping[str, Promise] = {
    Outcome.BEING_ASKED: gettext_lazy("household %(number)s (was being asked already)"),
    Outcome.NO_FIT: gettext_lazy("household %(number)s (nothing fitted)"),
    Outcome.ASKED_NOW: gettext_lazy("household %(number)s (was asked just before)"),
}


def index(request: StaffRequest) -> HttpResponse:
    """Show the order as it is now, and what happened, the newest first."""
    zone = zone_of(request.office)
    waiting = {each.pk: each for each in waiting_in(request.office)}
    order = in_order_of_need(map(household_of, waiting.values()))
    records = WaitingRecord.objects.filter(office=request.office).order_by("-at", "-pk")
    context = {
        "waiting": [
            {**_row(waiting[each.number], zone), "deadline": each.deadline} for each in order
        ],
        "records": [
            {"at": record.at.astimezone(zone), "said": " ".join(_sentences(record, zone))}
            for record in records[:MOST_RECORDS]
        ],
    }
    return render(request, "desk/waiting.html", context)


def _row(waiting: Waiting, zone: ZoneInfo) -> dict[str, Any]:
    request, services = wanted_by(waiting), definition_of(waiting.office).services_by_id
    return {
        "number": waiting.pk,
        "services": [services[name] for name in request.services if name in services],
        "people": len(request.people),
        "languages": language_names(request.languages),
        "since": waiting.since.astimezone(zone),
        "has_visit": waiting.visit_id is not None,
        "notices": waiting.notices,
        "until": waiting.offered_until.astimezone(zone) if waiting.offered_until else None,
    }


def _sentences(record: WaitingRecord, zone: ZoneInfo) -> list[str]:
    detail = record.detail
    start = _moment(detail["start"], zone) if "start" in detail else ""
    said = [str(HAPPENED[record.what]) % {"number": record.household, "start": start}]
    if record.what == What.ASKED:
        said += _why_asked(detail, zone)
    if record.what == What.ENDED:
        said.append(str(WHY_ENDED[detail["why"]]))
    return said


def _why_asked(detail: dict[str, Any], zone: ZoneInfo) -> list[str]:
    place = {"place": detail["place"], "of": detail["of"]}
    said = [_("It was number %(place)s of %(of)s in the order.") % place, _need(detail, zone)]
    before = [
        str(WHY_NOT[each["why"]]) % {"number": each["household"]} for each in detail["before"]
    ]
    if before:
        said.append(_("Before it came: %(households)s.") % {"households": "; ".join(before)})
    until = {"until": _moment(detail["until"], zone)}
    said.append(_("It could answer until %(until)s.") % until)
    notice = detail["notice"]
    said.append(
        ngettext(
            "It was asked for the first time.",
            "It was asked for the time number %(count)d.",
            notice,
        )
        % {"count": notice}
    )
    return said


def _need(detail: dict[str, Any], zone: ZoneInfo) -> str:
    if detail["deadline"]:
        last = long_day(date.fromisoformat(detail["deadline"]))
        return _("Its legal time limit ends on %(day)s.") % {"day": last}
    since = long_day(datetime.fromisoformat(detail["since"]).astimezone(zone))
    return _("No legal time limit presses; it waits since %(day)s.") % {"day": since}


def _moment(written: str, zone: ZoneInfo) -> str:
    moment = datetime.fromisoformat(written).astimezone(zone)
    return _("%(day)s, %(time)s") % {"day": long_day(moment), "time": clock_time(moment)}
