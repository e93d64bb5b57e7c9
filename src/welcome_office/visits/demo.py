"""Invented visits, so that the demo's offers, desks and screens look like life.

Nobody in here exists: first names are drawn by language, contacts end in example.org. The same seed
and day give the same visits.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from welcome_office.core.audit import PROGRAM
from welcome_office.core.transactions import with_retries
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.partners.queries import definition_of
from welcome_office.visits import planning
from welcome_office.visits.actions.turn import await_turn
from welcome_office.visits.actions.write import write_visit
from welcome_office.visits.demo_day import play, prepare_days
from welcome_office.visits.models import Occupation, Visit, VisitPerson
from welcome_office.visits.request import Participant, VisitRequest

SEED = 20250331
SHARE = 0.6
MOST_FAILURES = 25
BUNDLE_SIZES = (1, 1, 1, 2, 2, 2, 3, 3, 4)
HOUSEHOLDS = (
    (VisitPerson.Age.ADULT,),
    (VisitPerson.Age.ADULT,),
    (VisitPerson.Age.ADULT,),
    (VisitPerson.Age.ADULT, VisitPerson.Age.ADULT),
    (VisitPerson.Age.ADULT, VisitPerson.Age.ADULT, VisitPerson.Age.CHILD),
    (VisitPerson.Age.ADULT, VisitPerson.Age.SMALL),
)
FIRST_NAMES = {
    "ar": ("Amal", "Yusuf", "Rania", "Omar", "Salma", "Karim"),
    "de": ("Jana", "Emil", "Greta", "Paul"),
    "en": ("Grace", "Samuel", "Priya", "Arjun", "Chidi", "Wanjiru"),
    "es": ("Lucía", "Mateo", "Camila", "Andrés"),
    "fa": ("Parisa", "Dariush", "Shirin", "Behrouz"),
    "fr": ("Aïcha", "Moussa", "Fatou", "Étienne"),
    "ru": ("Dina", "Timur", "Alina", "Ruslan"),
    "tr": ("Elif", "Deniz", "Zeynep", "Emre"),
    "uk": ("Oksana", "Taras", "Iryna", "Bohdan"),
}


@dataclass(frozen=True)
class Invented:
    """How much was invented."""

    visits: int
    days: int


def invent_visits(office: Office, *, today: date, weeks: int = 8, seed: int = SEED) -> Invented:
    """Fill the coming one-stop days to about 60 percent; days that are filled stay as they are."""
    definition = definition_of(office)
    filled = {
        day: _fill(office, definition, day=day, draw=random.Random(f"{seed}:{day}"))  # noqa: S311 - invents, guards nothing
        for day in _one_stop_days(definition, today=today, weeks=weeks)
    }
    prepare_days(office, today=today)
    play(office, now=timezone.now(), seed=seed)
    return Invented(visits=sum(filled.values()), days=sum(count > 0 for count in filled.values()))


def _one_stop_days(definition: OfficeFile, *, today: date, weeks: int) -> Iterator[date]:
    weekdays = definition.office.one_stop_weekdays
    closed = closed_days(definition, first=today, last=today + timedelta(weeks=weeks))
    # Of today only the rest could be filled: it is copied from a whole day.
    for count in range(1, 7 * weeks + 1):
        day = today + timedelta(days=count)
        if day.isoweekday() in weekdays and day not in closed:
            yield day


def _fill(office: Office, definition: OfficeFile, *, day: date, draw: random.Random) -> int:
    if Occupation.objects.filter(office=office, day=day).exists():
        return 0
    services = [s for s in definition.services if "newcomer" in s.audience]
    wanted = SHARE * planning.StaffedHours(definition).open_minutes(day=day)
    made = failures = 0
    taken = 0.0
    while taken < wanted and failures < MOST_FAILURES:
        minutes = _invent_one(office, _draw_request(services, draw), day=day, draw=draw)
        failures += minutes == 0
        made += minutes > 0
        taken += minutes
    return made


def _invent_one(office: Office, request: VisitRequest, *, day: date, draw: random.Random) -> float:
    """Book one invented visit; say how many minutes of counsellors it takes."""
    plans = planning.offers_on(office, request, day=day).plans
    if not plans:
        return 0
    plan = draw.choice(plans)
    language = request.languages[0] if request.languages[0] in {"de", "ar"} else "en"

    def book() -> Visit:
        await_turn(office, plan)
        return write_visit(
            plan,
            request,
            office=office,
            language=language,
            state=Visit.State.CONFIRMED,
            expires_at=None,
            by=PROGRAM,
        )

    visit = with_retries(book)
    visit.name = request.people[0].first_name
    visit.contact = Visit.Contact.MAIL
    visit.email = f"{visit.reference.lower()}@example.org"
    visit.moves_in_on = timezone.localdate() - timedelta(days=draw.randrange(1, 12))
    visit.save(update_fields=["name", "contact", "email", "moves_in_on"])
    return sum((step.end - step.start) / timedelta(minutes=1) for step in plan.steps)


def _draw_request(services: Sequence[Service], draw: random.Random) -> VisitRequest:
    language = draw.choice(sorted(FIRST_NAMES))
    ages = draw.choice(HOUSEHOLDS)
    bundle = _draw_bundle(services, draw)
    people = [
        Participant(
            first_name=draw.choice(FIRST_NAMES[language]),
            age=age,
            services=tuple(service.id for service in bundle if position == 0 or service.together),
        )
        for position, age in enumerate(ages)
    ]
    spoken = (language,) if draw.random() < 0.4 else tuple(dict.fromkeys((language, "en")))
    return VisitRequest(people=tuple(people), languages=spoken)


def _draw_bundle(services: Sequence[Service], draw: random.Random) -> list[Service]:
    """Different errands, never one and the one that stands in for it."""
    bundle: list[Service] = []
    size = draw.choice(BUNDLE_SIZES)
    for service in draw.sample(list(services), k=len(services)):
        kinds = {other.errand for other in bundle} | {other.instead_of for other in bundle}
        if service.errand not in kinds and service.instead_of not in {o.errand for o in bundle}:
            bundle.append(service)
        if len(bundle) == size:
            break
    return bundle
