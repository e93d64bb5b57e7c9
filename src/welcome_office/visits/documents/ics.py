"""The visit as a calendar entry (RFC 5545) that later mails can move and cancel (RFC 5546).

A mail invites (REQUEST, with the person as attendee): only then do Google, Outlook and Apple file
the entry at once and take it away again when a cancellation follows. A file that somebody downloads
is an entry of their own (PUBLISH); it names no attendee. Both have the same UID, so that the newer
SEQUENCE replaces the older entry wherever it came from.

Times are written in UTC, which needs no VTIMEZONE and is right in every calendar on the days when
the clocks change. The entry names the desks but neither people nor the link to the visit's own
page: calendars are often shared.
"""

import uuid
from datetime import UTC
from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vUri

from welcome_office.core.wording import demo_title, left_to_right, speaking
from welcome_office.partners.queries import definition_of
from welcome_office.visits.documents.visit_in_words import (
    StationWords,
    VisitInWords,
    visit_in_words,
)
from welcome_office.visits.models import Visit

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
PRODUCT = "-//Welcome Office//Visits//EN"
FILE_NAME = "welcome-office.ics"
STATUS = {
    Visit.State.HELD: "TENTATIVE",
    Visit.State.PENDING: "TENTATIVE",
    Visit.State.CONFIRMED: "CONFIRMED",
    Visit.State.CANCELLED: "CANCELLED",
}


def calendar_entry(visit: Visit, *, method: Method, language: str) -> bytes:
    """Write the visit as an iCalendar file; fetch it by `visits_in_full`."""
    with speaking(language):
        words = visit_in_words(visit)
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", method)
        calendar.add_component(_event(visit, words, method=method))
    content: bytes = calendar.to_ical()
    return content


def _event(visit: Visit, words: VisitInWords, *, method: Method) -> Event:
    language = {"language": words.language.code}
    event = Event()
    event.add("uid", uid(visit))
    event.add("sequence", visit.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", visit.during.lower.astimezone(UTC))
    event.add("dtend", visit.during.upper.astimezone(UTC))
    event.add("status", STATUS[Visit.State(visit.state)])
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("summary", _summary(words), parameters=language)
    event.add("description", _description(words), parameters=language)
    event.add("location", _location(visit, words), parameters=language)
    _add_point_on_map(event, visit)
    for link in dict.fromkeys(each.video_link for each in words.stations if each.video_link):
        # RFC 7986, section 5.11: calendars offer a button "Join".
        join = vUri(link, params={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": words.office})
        event.add("conference", join)
    event.add("organizer", _organizer(words))
    if method != "PUBLISH" and visit.email:
        event.add("attendee", _attendee(visit))
    return event


def uid(visit: Visit) -> str:
    """The entry's name for ever: the same in every mail and download about this visit."""
    made = visit.created_at.astimezone(UTC).isoformat()
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{visit.office.slug}/{visit.reference}/{made}"))


def _summary(words: VisitInWords) -> str:
    return demo_title(_("Your visit: %(office)s") % {"office": words.office})


def _description(words: VisitInWords) -> str:
    lines = [words.demo_notice] if words.demo_notice else []
    lines.append(_("Reference: %(reference)s") % {"reference": left_to_right(words.reference)})
    lines.extend(_station(station) for station in words.stations)
    lines.append(_("What to bring stands in your confirmation."))
    lines.append(_("Questions? Call") + f" {left_to_right(words.phone)}")
    return "\n".join(lines)


def _station(station: StationWords) -> str:
    term = f" ({station.term})" if station.term else ""
    parts = (station.partner, station.place, station.video_link)
    place = ", ".join(part for part in parts if part)
    return f"{station.time} {station.service}{term}: {place}"


def _location(visit: Visit, words: VisitInWords) -> str:
    return f"{words.office}, {words.where}" if visit.channel == "on_site" else words.where


def _add_point_on_map(event: Event, visit: Visit) -> None:
    address = definition_of(visit.office).office.address
    if visit.channel == "on_site" and address.latitude and address.longitude:
        event.add("geo", (address.latitude, address.longitude))


def _organizer(words: VisitInWords) -> vCalAddress:
    # The sender of our mails: calendars trust a change only when it comes from the organizer.
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = words.office
    return address


def _attendee(visit: Visit) -> vCalAddress:
    # Accepted already: nobody has to answer a calendar that we do not read.
    address = vCalAddress(f"mailto:{visit.email}")
    address.params["PARTSTAT"] = "ACCEPTED"
    address.params["RSVP"] = "FALSE"
    return address
