"""An invented town with three desks, and a family's visit to all of them."""

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from tests.visits.documents.examples import (
    MARRIED,
    THIRD_COUNTRY,
    requirement,
    service,
    text,
)

from welcome_office.core.audit import VISITOR
from welcome_office.law.errands import Fee, InPerson, Requirement
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.office_files import (
    Address,
    BookingRules,
    Channel,
    Hours,
    Office,
    OfficeFile,
    Partner,
    Resource,
    Service,
)
from welcome_office.visits.actions.write import write_visit
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.planning import Plan, PlannedStep
from welcome_office.visits.request import Participant, VisitRequest

NINE = datetime(2027, 3, 24, 8, tzinfo=UTC)  # 9:00 in Berlin
PASSPORT = Requirement(id="pass", text=text("Reisepass", "Passport", "جواز السفر"))
CERTIFICATE = dataclasses.replace(
    requirement("Heiratsurkunde", when=MARRIED, per_visit=True),
    text=text("Heiratsurkunde", "Marriage certificate", "وثيقة الزواج"),
)
REGISTRATION = dataclasses.replace(
    service(
        "Anmeldung",
        papers=(PASSPORT, CERTIFICATE),
        in_person=InPerson(who="one_adult", text=text("Eine Person genügt.", "One is enough.")),
    ),
    name=text("Wohnsitz anmelden", "Register your residence", "تسجيل السكن"),
    term="Anmeldung",
)
TITLE = dataclasses.replace(
    service(
        "Titel",
        papers=(PASSPORT,),
        fee=Fee(minimum=Decimal(100), maximum=Decimal(100), minor=Decimal(50)),
        in_person=InPerson(who="all", text=text("Alle kommen.", "Everybody comes."), from_age=6),
        when=THIRD_COUNTRY,
    ),
    name=text("Aufenthaltstitel beantragen", "Apply for a residence title", "طلب تصريح الإقامة"),
    term="Aufenthaltstitel",
    one_stop="part",
    handover=text("Die Karte holen Sie später ab.", "You collect the card later."),
)
ADVICE = dataclasses.replace(
    service("Beratung", fee=Fee(text=text("Die Beratung kostet nichts.", "Advice is free."))),
    partner="chamber",
    name=text("Beratung zur Anerkennung", "Advice on recognition", "استشارة الاعتراف"),
)
RULES = BookingRules(
    horizon_days=60, notice_minutes=120, grid_minutes=5, max_gap_minutes=30, max_wait_minutes=60,
    transfer_minutes=0, hold_minutes=20, confirm_by_link_minutes=60, confirm_by_code_minutes=10,
    confirm_by_walk_in_minutes=60,
)  # fmt: skip


def _partner(name: str, german: str, english: str, arabic: str) -> Partner:
    called = text(german, english, arabic)
    return Partner(
        id=name, name=called, short_name=called, description=called, kind="core", icon="house",
        link="https://example.org",
    )  # fmt: skip


def _desk(number: int, serves: Service) -> Resource:
    return Resource(
        id=f"desk-{number}", kind="counsellor", name=text(f"Platz {number}"),
        partner=serves.partner, desk=str(number), services=(serves.id,), languages=("de",),
        hours=None,
    )  # fmt: skip


TOWN = OfficeFile(
    office=Office(
        id="musterstadt", name=text("Willkommen in Musterstadt", "Welcome to Musterstadt"),
        town=text("Musterstadt"), operator=text("Stadt Musterstadt"),
        address=Address(
            street="Hauptstraße 1", postal_code="12345", town="Musterstadt",
            latitude="51.4", longitude="7.2",
        ),
        timezone="Europe/Berlin", phone="+49 221 4710 100", email="willkommen@example.org",
        website="https://example.org", languages=("de", "en", "ar"), spoken_languages=("de",),
        opening=(Hours(weekdays=(1, 2, 3, 4, 5), from_minute=480, to_minute=960),),
        one_stop=(Hours(weekdays=(3,), from_minute=480, to_minute=960),),
        booking=RULES, holidays_country="DE", holidays_subdivision=None,
    ),
    closures=(),
    partners=(
        _partner("city", "Stadt Musterstadt", "City of Musterstadt", "مدينة موسترشتات"),
        _partner("chamber", "Kammer", "Chamber of commerce", "غرفة التجارة"),
    ),
    services=(REGISTRATION, TITLE, ADVICE),
    referrals=(),
    resources=(_desk(1, REGISTRATION), _desk(2, TITLE), _desk(3, ADVICE)),
    pages=(),
    assumptions=(),
)  # fmt: skip
FAMILY = (
    Participant(services=("anmeldung", "titel", "beratung"), first_name="Amal"),
    Participant(services=("anmeldung", "titel"), first_name="Yusuf", age=VisitPerson.Age.CHILD),
)


def family_visit(
    *,
    language: str = "en",
    start: datetime = NINE,
    channel: Channel = "on_site",
    town: OfficeFile = TOWN,
) -> Visit:
    """Book the family's visit: two steps at the city for both, ten minutes to wait, then advice."""
    office = replace_definition(town, by=VISITOR, is_demo=True)
    minutes = [("anmeldung", (0, 1), 0, 15), ("titel", (0, 1), 15, 40), ("beratung", (0,), 50, 95)]
    steps = tuple(
        PlannedStep(
            service=slug, people=people, resource=f"desk-{number}", also=(), interpreter=None,
            start=start + timedelta(minutes=begin), end=start + timedelta(minutes=end),
        )
        for number, (slug, people, begin, end) in enumerate(minutes, start=1)
    )  # fmt: skip
    visit = write_visit(
        Plan(steps=steps, wait_minutes=10, day=start.date(), hours_version=0),
        VisitRequest(people=FAMILY, channel=channel),
        office=office,
        language=language,
        state=Visit.State.HELD,
        expires_at=timezone.now() + timedelta(minutes=20),
        by=VISITOR,
    )
    visit.name, visit.contact, visit.email = "Amal Haddad", Visit.Contact.MAIL, "amal@example.org"
    visit.state, visit.confirmed_at = Visit.State.CONFIRMED, datetime(2027, 3, 1, 9, tzinfo=UTC)
    visit.expires_at = None
    visit.save()
    return visit
