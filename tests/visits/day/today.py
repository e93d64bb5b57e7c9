"""Visits that take place at this moment, in the invented town, where it is always about noon."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import holidays
from django.utils import timezone
from tests.factories import TOWN, between, make_office
from tests.web.desk.cast import make_visit

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile, Shift
from welcome_office.visits.models import Step, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.progress import progress_by_step

HOUSE = (
    ("registration", "city-1", 20),
    ("recognition", "chamber-1", 45),
    ("job-advice", "agency-1", 30),
)
EVERY_DAY = tuple(range(1, 8))


def town_at_noon() -> OfficeFile:
    """The town, open all day and every day, in a time zone in which it is between 12 and 1."""
    name = zone_at_noon()
    always = (Shift(weekdays=EVERY_DAY, from_minute=0, to_minute=1440),)
    return replace(
        TOWN,
        office=replace(
            TOWN.office, timezone=name, holidays_country=_country(), holidays_subdivision=None
        ),
        services=tuple(replace(each, weekdays=EVERY_DAY) for each in TOWN.services),
        resources=tuple(replace(each, hours=always) for each in TOWN.resources),
    )


def zone_at_noon() -> str:
    """A time zone in which it is between 12 and 1; they are named by what has to be added."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def _country() -> str:
    """A country in which today is no holiday; these two have none in common."""
    today = datetime.now(UTC).date()
    return "SA" if today in holidays.country_holidays("DE", subdiv="NW") else "DE"


def office_at_noon() -> Office:
    """The same in the database."""
    return make_office(town_at_noon())


def today_in(office: Office) -> date:
    """The day it is there."""
    return timezone.localdate(timezone=zone_of(office))


def visit_begun(office: Office, *, minutes_ago: int, **values: object) -> Visit:
    """A visit at three desks, one after the other, whose first step began so long ago."""
    steps = [
        (service, desk, f"{9 + place:02}:00", minutes)
        for place, (service, desk, minutes) in enumerate(HOUSE)
    ]
    visit = make_visit(office, *steps, **values)  # type: ignore[arg-type] # as the caller names them
    shift_to(visit, timezone.now() - timedelta(minutes=minutes_ago))
    return visit


def shift_to(visit: Visit, start: datetime) -> None:
    """Let the visit begin then, each step right after the one before."""
    # First out of the way: no step may be put where another one still is, not even for a moment.
    for away in (timedelta(days=1000), timedelta()):
        begin = start + away
        for each in visit.steps.order_by("position"):
            end = begin + (each.during.upper - each.during.lower)
            Step.objects.filter(pk=each.pk).update(during=between(begin, end))
            begin = end
    Visit.objects.filter(pk=visit.pk).update(during=between(start, begin))
    visit.occupations.all().delete()
    visit.refresh_from_db()


def step(visit: Visit, place: int = 0) -> Step:
    """The step at this place."""
    return visit.steps.get(position=place)


def states(visit: Visit) -> list[str]:
    """Where each step stands."""
    numbers = visit.steps.order_by("position").values_list("pk", flat=True)
    return [str(progress.state) for progress in progress_by_step(numbers).values()]
