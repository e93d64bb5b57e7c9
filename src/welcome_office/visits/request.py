"""What somebody asks for: who comes, for which services, in which languages, from when on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from welcome_office.partners.office_files import Channel
from welcome_office.visits.models import VisitPerson

Order = Literal["earliest", "least_wait"]
LanguageHelp = Literal["shared_or_interpreter", "not_needed"]


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One of the people who come, and the services that this person needs."""

    services: tuple[str, ...]
    first_name: str = ""
    age: VisitPerson.Age = VisitPerson.Age.ADULT

    def __post_init__(self) -> None:
        if len(set(self.services)) != len(self.services):
            raise ValueError(f"{self.services}: a person needs a service once at the most.")


@dataclass(frozen=True, kw_only=True)
class VisitRequest:
    """Everything that decides which times can be offered."""

    people: tuple[Participant, ...]
    languages: tuple[str, ...] = ()
    language_help: LanguageHelp = "shared_or_interpreter"
    channel: Channel = "on_site"
    earliest: date | None = None
    latest: date | None = None
    # Told to the desks; `earliest` is what follows from them for the search.
    arrives_on: date | None = None
    moves_in_on: date | None = None

    def __post_init__(self) -> None:
        if not any(person.services for person in self.people):
            raise ValueError("A visit needs at least one person with at least one service.")

    @property
    def services(self) -> tuple[str, ...]:
        """All services asked for, each once, in the order in which they were named."""
        named = [service for person in self.people for service in person.services]
        return tuple(dict.fromkeys(named))
