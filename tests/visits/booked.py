"""A visit booked as people book it: held, with a contact that answered."""

from datetime import datetime

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import ContactGiven, confirm_visit, give_contact, hold_visit
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Visit
from welcome_office.visits.request import Participant, VisitRequest

FAMILY = VisitRequest(
    people=(
        Participant(
            first_name="Amal",
            services=("registration", "residence-title", "recognition", "job-advice"),
        ),
        Participant(first_name="Sami", services=("registration",)),
    ),
    languages=("ar", "en"),
)
ADVICE = VisitRequest(people=(Participant(services=("job-advice",)),), languages=("en",))


def book(
    office: Office,
    request: VisitRequest,
    *,
    start: datetime,
    email: str = "amal@example.org",
) -> Visit:
    """Book it, confirmed by mail."""
    held = hold_visit(request, office=office, start=start, language="en", by=VISITOR)
    given = ContactGiven(name="Amal Example", contact=Visit.Contact.MAIL, email=email)
    visit = confirm_visit(give_contact(held, given, by=VISITOR), by=VISITOR)
    return visits_in_full().get(pk=visit.pk)


def stations(visit: Visit) -> list[tuple[str, str, int]]:
    """The service, the desk and the number of people of each station."""
    return [
        (step.service.slug, step.counsellor.slug, step.people.count())
        for step in visit.steps.order_by("position")
    ]


def taken_times(visit: Visit) -> list[tuple[str, datetime, datetime]]:
    """What the visit occupies."""
    rows = visit.occupations.select_related("resource").order_by("during", "resource")
    return [(row.resource.slug, row.during.lower, row.during.upper) for row in rows]
