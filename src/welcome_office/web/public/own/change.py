"""What somebody is about to change: kept in the session until a button makes it so."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext

from welcome_office.core.reading import reader
from welcome_office.partners.office_files import OfficeFile
from welcome_office.visits.actions import Change, same
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.request import Participant, request_with

SESSION_KEY = "change"


@dataclass(frozen=True, kw_only=True)
class Comer:
    """Somebody who comes: with the number of their row if they came before."""

    row: int | None
    first_name: str
    age: VisitPerson.Age
    services: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Who shall come for what; it counts for one edition of one visit."""

    visit: int
    edition: int
    people: tuple[Comer, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """All services, each once."""
        named = [service for person in self.people for service in person.services]
        return tuple(dict.fromkeys(named))

    def without(self, service: str) -> "Wish":
        """The same for everybody but for this service."""
        people = (
            replace(person, services=tuple(s for s in person.services if s != service))
            for person in self.people
        )
        return replace(self, people=tuple(people))

    def with_service(self, service: str, *, needed_by: set[int]) -> "Wish":
        """The same and this service for these people, by their place."""
        people = (
            replace(person, services=(*person.services, service))
            if place in needed_by and service not in person.services
            else person
            for place, person in enumerate(self.people)
        )
        return replace(self, people=tuple(people))


def wish_of(visit: Visit) -> Wish:
    """What the visit is now; fetch it by `visits_in_full`."""
    now = same(visit)
    return Wish(
        visit=visit.pk,
        edition=visit.sequence,
        people=tuple(
            Comer(
                row=row.pk if row else None,
                first_name=person.first_name,
                age=person.age,
                services=person.services,
            )
            for person, row in zip(now.request.people, now.stayers, strict=True)
        ),
    )


def called(person: Comer, place: int) -> str:
    """How a page calls somebody who may have given no name."""
    return person.first_name or gettext("Person %(number)s") % {"number": place + 1}


def count_stations(wish: Wish, definition: OfficeFile) -> int:
    """How many stations the visit would have: one for all together, else one for each person."""
    known = definition.services_by_id
    return sum(
        1 if known[name].together else sum(name in each.services for each in wish.people)
        for name in wish.services
    )


_read_wish = reader(Wish)


def keep_wish(request: HttpRequest, wish: Wish) -> None:
    """Keep it for the pages that follow."""
    request.session[SESSION_KEY] = msgspec.to_builtins(wish)


def kept_wish(request: HttpRequest, visit: Visit) -> Wish | None:
    """What was wished on the page before; None when it is about another visit or edition."""
    kept: Any = request.session.get(SESSION_KEY)
    try:
        wish = _read_wish(kept)
    except msgspec.ValidationError:
        return None
    return wish if (wish.visit, wish.edition) == (visit.pk, visit.sequence) else None


def forget_wish(request: HttpRequest) -> None:
    """It was fulfilled."""
    request.session.pop(SESSION_KEY, None)


def change_of(wish: Wish, visit: Visit) -> Change:
    """The wish in the words of the visit's actions; fetch the visit by `visits_in_full`."""
    rows = {person.pk: person for person in visit.people.all()}
    people = tuple(
        Participant(services=person.services, first_name=person.first_name, age=person.age)
        for person in wish.people
    )
    stayers = tuple(rows.get(person.row) if person.row else None for person in wish.people)
    return Change(request=request_with(visit, people), stayers=stayers)
