"""A small invented town and what happens in it, for tests of every part.

Three organisations, four services, one Wednesday a week: small enough to be known by heart.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from welcome_office.core.audit import PROGRAM
from welcome_office.law.errands import ALWAYS, Deadline, Elsewhere, Fee, InPerson, Requirement, Text
from welcome_office.partners import models
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.office_files import (
    Address,
    BookingRules,
    Hours,
    Office,
    OfficeFile,
    Page,
    Partner,
    Referral,
    Resource,
    Service,
    Shift,
)
from welcome_office.visits.models import Occupation, Step, Visit, VisitPerson
from welcome_office.visits.reference import new_reference

ZONE = ZoneInfo("Europe/Berlin")
WEDNESDAY = (3,)
EVERY_DAY = (1, 2, 3, 4, 5)
FREE = Fee(minimum=Decimal(0), maximum=Decimal(0))


def text(english: str, german: str = "", arabic: str = "") -> Text:
    """A text in the three languages; what is left out is the English, marked."""
    return Text.of(en=english, de=german or f"{english} (de)", ar=arabic or f"{english} (ar)")


def service(name: str, *, partner: str, minutes: int, **differently: Any) -> Service:
    """A service for everybody, on Wednesdays, simple unless said differently."""
    plain = Service(
        id=name.lower().replace(" ", "-"), partner=partner, errand=None, variant=None,
        name=text(name), term=f"{name}samt", explanation=text(f"{name} in plain words."),
        situation="living", groups=("worker",), audience=("newcomer",), minutes=minutes,
        minutes_per_extra_person=5, together=False, minutes_source="assumed",
        channels=("on_site",), weekdays=WEDNESDAY, after=(), needs=(), one_stop="yes",
        handover=None, elsewhere=None, fee=FREE,
        papers=(Requirement(id="passport", text=text("Passport", "Reisepass", "جواز السفر")),),
        in_person=InPerson(who="applicant", text=text("The person concerned comes.")),
        legal="§ 1 MusterG", confidence="high", when=ALWAYS,
    )  # fmt: skip
    return replace(plain, **differently)


REGISTRATION = service(
    "Registration", partner="city", minutes=15, together=True, situation="living",
    in_person=InPerson(who="one_adult", text=text("One adult is enough.")),
    deadlines=(Deadline(text=text("two weeks"), event="move_in", days=14, norm="§ 17 BMG"),),
)  # fmt: skip
TITLE = service(
    "Residence title", partner="city", minutes=25, situation="staying", after=("registration",),
    fee=Fee(minimum=Decimal(100), maximum=Decimal(100), norm="§ 45 AufenthV"),
    one_stop="part", handover=text("You hand in here; the card comes later."),
)  # fmt: skip
RECOGNITION = service(
    "Recognition", partner="chamber", minutes=45, situation="working",
    channels=("on_site", "video"), weekdays=EVERY_DAY,
)  # fmt: skip
ADVICE = service("Job advice", partner="agency", minutes=30, situation="working")


def partner(slug: str, name: str, icon: str) -> Partner:
    """An organisation with desks in the house."""
    return Partner(
        id=slug, name=text(name), short_name=text(name.split(maxsplit=1)[0]), kind="core",
        icon=icon, description=text(f"What the {name} does."), link="https://example.org",
    )  # fmt: skip


PARTNERS = (
    partner("city", "City registry", "registry"),
    partner("chamber", "Chamber of trade", "recognition"),
    partner("agency", "Agency for work", "work"),
)


def counsellor(slug: str, *services: Service, desk: str, languages: Sequence[str]) -> Resource:
    """Somebody at a desk, Wednesdays 8 to 16."""
    shift = Shift(weekdays=services[0].weekdays, from_minute=480, to_minute=960)
    return Resource(
        id=slug, kind="counsellor", name=text(f"Counsellor {slug}"), partner=services[0].partner,
        desk=desk, services=tuple(each.id for each in services), languages=tuple(languages),
        hours=(shift,), video_link=f"https://video.example.org/{slug}",
    )  # fmt: skip


RESOURCES = (
    counsellor("city-1", REGISTRATION, TITLE, desk="1", languages=("de", "en")),
    counsellor("city-2", REGISTRATION, TITLE, desk="2", languages=("de", "ar")),
    counsellor("chamber-1", RECOGNITION, desk="3", languages=("de", "en", "ar")),
    counsellor("agency-1", ADVICE, desk="4", languages=("de", "en", "ar")),
)

PAGE_IDS = (
    "opening_hours",
    "accessibility",
    "privacy",
    "imprint",
    "easy_language",
    "sign_language",
)

TOWN = OfficeFile(
    office=Office(
        id="musterstadt", name=text("Welcome Office Musterstadt"), town=text("Musterstadt"),
        operator=text("City of Musterstadt"), timezone="Europe/Berlin", phone="+49 30 901820",
        address=Address(street="Hauptstraße 1", postal_code="12345", town="Musterstadt"),
        email="office@example.org", website="https://example.org", languages=("de", "en", "ar"),
        spoken_languages=("de", "en", "ar"),
        opening=(Hours(weekdays=EVERY_DAY, from_minute=480, to_minute=960),),
        one_stop=(Hours(weekdays=WEDNESDAY, from_minute=480, to_minute=960),),
        booking=BookingRules(
            horizon_days=60, notice_minutes=120, grid_minutes=5, max_gap_minutes=30,
            max_wait_minutes=60, transfer_minutes=5, hold_minutes=20, confirm_by_link_minutes=60,
            confirm_by_code_minutes=10, confirm_by_walk_in_minutes=60,
        ),
        holidays_country="DE", holidays_subdivision="NW",
    ),
    closures=(),
    partners=PARTNERS,
    services=(REGISTRATION, TITLE, RECOGNITION, ADVICE),
    referrals=(
        Referral(
            errand="bank_account",
            elsewhere=Elsewhere(place=text("At any bank"), link="https://example.org/banks"),
        ),
    ),
    resources=RESOURCES,
    pages=tuple(
        Page(id=name, title=text(name.replace("_", " ").title()), body=text(f"About {name}."))
        for name in PAGE_IDS
    ),
    assumptions=(),
)  # fmt: skip


def make_office(definition: OfficeFile = TOWN, *, is_demo: bool = True) -> models.Office:
    """Put the invented office into the database."""
    return replace_definition(definition, by=PROGRAM, is_demo=is_demo)


def next_wednesday() -> date:
    """The first Wednesday that is at least two days away."""
    day = timezone.localdate() + timedelta(days=2)
    return day + timedelta(days=(2 - day.weekday()) % 7)


def at(hour: int, minute: int = 0, *, day: date | None = None) -> datetime:
    """A moment of the next Wednesday, or of another day, in the office's time."""
    return datetime.combine(day or next_wednesday(), datetime.min.time(), tzinfo=ZONE).replace(
        hour=hour, minute=minute
    )


def between(start: datetime, end: datetime) -> DateTimeTZRange:
    """A half-open stretch of time."""
    return DateTimeTZRange(start, end, "[)")


def make_visit(
    office: models.Office, *, state: str = Visit.State.CONFIRMED, **fields: Any
) -> Visit:
    """A visit of two people on the next Wednesday at nine: registration, then recognition."""
    now = timezone.now()
    waits = state in {Visit.State.HELD, Visit.State.PENDING}
    values: dict[str, Any] = {
        "reference": new_reference(),
        "during": between(at(9), at(10, 15)),
        "language": "en",
        "spoken": ["en"],
        "wait_minutes": 10,
        "name": "Amal Example",
        "contact": Visit.Contact.MAIL,
        "email": "amal@example.org",
        "expires_at": now + timedelta(minutes=20) if waits else None,
        "confirmed_at": now if state == Visit.State.CONFIRMED else None,
        "cancelled_at": now if state == Visit.State.CANCELLED else None,
    }
    visit = Visit.objects.create(office=office, state=state, **(values | fields))
    people = [
        VisitPerson.objects.create(visit=visit, position=0, first_name="Amal"),
        VisitPerson.objects.create(
            visit=visit, position=1, first_name="Yusuf", age=VisitPerson.Age.CHILD
        ),
    ]
    if state != Visit.State.CANCELLED:
        _make_steps(visit, people)
    return visit


def _make_steps(visit: Visit, people: list[VisitPerson]) -> None:
    stations = [
        ("registration", "city-1", at(9), at(9, 20), people),
        ("recognition", "chamber-1", at(9, 30), at(10, 15), people[:1]),
    ]
    for position, (service_slug, resource_slug, start, end, concerned) in enumerate(stations):
        counsellor_row = models.Resource.objects.get(office=visit.office, slug=resource_slug)
        step = Step.objects.create(
            visit=visit,
            position=position,
            service=models.Service.objects.get(office=visit.office, slug=service_slug),
            counsellor=counsellor_row,
            during=between(start, end),
        )
        step.people.set(concerned)
        Occupation.objects.create(
            office=visit.office,
            day=start.date(),
            resource=counsellor_row,
            during=between(start, end),
            visit=visit,
            expires_at=visit.expires_at,
        )
