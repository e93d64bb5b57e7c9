"""What somebody has answered so far: kept in the session, without an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

import msgspec
from django.http import HttpRequest

from welcome_office.core.reading import reader
from welcome_office.partners.office_files import Channel, OfficeFile
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.request import LanguageHelp, Participant, VisitRequest, earliest_for

SESSION_KEY = "draft"
MOST_PEOPLE = 8
# More stations in one visit nobody can plan, and nobody can bear (`find-visits` refuses them).
MOST_STATIONS = 10

Arrival = Literal["", "here", "day", "unknown"]
MoveIn = Literal["", "day", "unknown"]
# What sent the typed answers: the fields of one page with all their values.
Typed = Mapping[str, tuple[str, ...]]


# How we meet as long as nobody was asked.
MET_HERE: Mapping[str, Any] = {"channel": "on_site", "is_channel_chosen": False, "time_zone": ""}


@dataclass(frozen=True, kw_only=True)
class Comer:
    """One of the people who come."""

    first_name: str = ""
    age: VisitPerson.Age = VisitPerson.Age.ADULT
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A name and one way to reach the person."""

    name: str
    way: Visit.Contact
    email: str = ""
    phone: str = ""
    # Who books for the person, with their consent.
    companion: str = ""


@dataclass(frozen=True, kw_only=True)
class LastDay:
    """Until when a service has to be done, as an arrival plan found it."""

    service: str
    day: date
    norm: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The answers to the pages of the path; what was not asked yet is empty."""

    services: tuple[str, ...] = ()
    people: tuple[Comer, ...] = ()
    arrival: Arrival = ""
    arrives_on: date | None = None
    move_in: MoveIn = ""
    moves_in_on: date | None = None
    # Services put off until a paper can exist; None while nobody was asked.
    later: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    language_help: LanguageHelp = "shared_or_interpreter"
    channel: Channel = "on_site"
    # Whether somebody was asked how to meet; a way that was never chosen is the office.
    is_channel_chosen: bool = False
    # Where people are who come by video or phone (IANA name); empty: where the office is.
    time_zone: str = ""
    # A firm asks for advice: it comes through its own door and is asked less.
    is_for_firm: bool = False
    # The booking code of a partner or employer, as it was typed.
    code: str = ""
    held: int | None = None
    contact: Contact | None = None
    booked: int | None = None
    # What an arrival plan sent along: its errands that this visit is to close, and their last days.
    errands: tuple[str, ...] = ()
    last_days: tuple[LastDay, ...] = ()
    # What was typed on a page but not sent yet, because the language was changed in between.
    typed: Mapping[str, Typed] = field(default_factory=dict)

    @property
    def now(self) -> tuple[str, ...]:
        """The services of the visit that is being planned."""
        return tuple(service for service in self.services if service not in (self.later or ()))

    @property
    def is_elsewhere(self) -> bool:
        """Whether nobody comes, because we talk by video or phone."""
        return self.channel != "on_site"

    def with_needs(self, services: tuple[str, ...]) -> "Draft":
        """Take over the chosen services; nobody needs any more what was given up."""
        people = tuple(
            replace(person, needs=tuple(need for need in person.needs if need in services))
            for person in self.people
        )
        return replace(
            self,
            services=services,
            people=people,
            later=None,
            **({} if set(services) == set(self.services) else MET_HERE),
            is_for_firm=False,
        )


_read_draft = reader(Draft)


def draft_of(request: HttpRequest) -> Draft:
    """Read the answers from the session; what an older version wrote and we cannot read is gone."""
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return Draft()
    try:
        return _read_draft(kept)
    except msgspec.ValidationError:
        return Draft()


def keep_draft(request: HttpRequest, draft: Draft) -> None:
    """Write the answers to the session."""
    request.session[SESSION_KEY] = msgspec.to_builtins(draft)


def request_of(draft: Draft, definition: OfficeFile) -> VisitRequest:
    """Turn the answers into what the search for times needs."""
    alone = len(draft.people) == 1
    return VisitRequest(
        people=tuple(
            Participant(
                services=tuple(s for s in draft.now if alone or s in person.needs),
                first_name=person.first_name,
                age=person.age,
            )
            for person in draft.people
        ),
        languages=draft.languages,
        language_help=draft.language_help,
        channel=draft.channel,
        time_zone=draft.time_zone,
        earliest=earliest_day(draft, definition),
        arrives_on=draft.arrives_on,
        moves_in_on=draft.moves_in_on,
    )


def earliest_day(draft: Draft, definition: OfficeFile) -> date | None:
    """The day from which on the visit makes sense, as far as somebody told it."""
    if draft.is_elsewhere:
        return None
    return earliest_for(
        draft.now, definition, arrives_on=draft.arrives_on, moves_in_on=draft.moves_in_on
    )


def count_stations(draft: Draft, definition: OfficeFile) -> int:
    """How many stations the visit will have: one for all together, else one for each person."""
    known = definition.services_by_id
    alone = len(draft.people) <= 1
    return sum(
        1 if alone or known[name].together else sum(name in each.needs for each in draft.people)
        for name in draft.now
    )
