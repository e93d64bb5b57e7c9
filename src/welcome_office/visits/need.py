"""Who is asked first when a time becomes free: whose legal deadline is nearest, then who waits
longest.

Pure: the same households in any order give the same turns. The log keeps what `ask_in_turn` knew,
so that everybody can be told why.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from welcome_office.law.errands import ALWAYS, Deadline
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.calendar import is_working_day

# A fourth letter about a time that somebody did not take helps nobody.
MOST_NOTICES = 3


@dataclass(frozen=True, kw_only=True)
class Household:
    """Somebody who waits. `deadline` is the last day of a time limit that nothing keeps yet."""

    number: int
    deadline: date | None
    since: datetime
    is_being_asked: bool = False


class Outcome(StrEnum):
    """What came of somebody's turn."""

    BEING_ASKED = "being_asked"
    NO_FIT = "no_fit"
    ASKED_NOW = "asked_now"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Somebody's place in the order, and what came of the turns before."""

    household: Household
    place: int
    of: int
    before: tuple[tuple[int, Outcome], ...]


def in_order_of_need(households: Iterable[Household]) -> list[Household]:
    """First the nearest deadline, then the longest waiting; without a deadline after all others."""
    return sorted(households, key=lambda one: (one.deadline or date.max, one.since, one.number))


def ask_in_turn(households: Iterable[Household], *, ask: Callable[[Turn], Outcome]) -> None:
    """Give everybody their turn; `ask` takes the times that fit, so that the next one finds less.

    Nobody who is later in the order gets what fits somebody earlier: that one was asked before.
    """
    order = in_order_of_need(households)
    before: list[tuple[int, Outcome]] = []
    for place, household in enumerate(order, start=1):
        outcome = Outcome.BEING_ASKED
        if not household.is_being_asked:
            outcome = ask(
                Turn(household=household, place=place, of=len(order), before=tuple(before))
            )
        before.append((household.number, outcome))


def open_deadline(
    services: Iterable[str],
    file: OfficeFile,
    *,
    arrives_on: date | None,
    moves_in_on: date | None,
    held_day: date | None = None,
) -> date | None:
    """The nearest last day that the law sets for one of these services and no booked visit keeps.

    Only time limits count that hold in any case and whose beginning the person has told.
    """
    events = {"move_in": moves_in_on, "entry": arrives_on, "taking_residence": arrives_on}
    days = [
        last
        for name in services
        for deadline in file.services_by_id[name].deadlines
        if (last := _last_day(deadline, events.get(deadline.event or ""), file)) is not None
    ]
    nearest = min(days, default=None)
    is_kept = nearest is not None and held_day is not None and held_day <= nearest
    return None if is_kept else nearest


def _last_day(deadline: Deadline, event_day: date | None, file: OfficeFile) -> date | None:
    if event_day is None or deadline.before or deadline.when != ALWAYS:
        return None
    return deadline.last_day(event_day, is_closed=lambda day: not is_working_day(file, day))
