"""A companion books with their own contact, for several people, each of whom agreed."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import at, make_office
from tests.visits.booked import ADVICE

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import ContactGiven, confirm_visit, give_contact, hold_visit
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Arrangement, Visit
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db
RECOGNITION = VisitRequest(people=(Participant(services=("recognition",)),), languages=("en",))


def book(request: VisitRequest, *, office: Office, name: str) -> Visit:
    start = at(9)
    held = hold_visit(request, office=office, start=start, language="en", by=VISITOR)
    given = ContactGiven(
        name=name, contact=Visit.Contact.MAIL, email="help@example.org", companion="Ute Example"
    )
    visit = confirm_visit(give_contact(held, given, by=VISITOR), by=VISITOR)
    return visits_in_full().get(pk=visit.pk)


def test_companion_books_for_two_people_at_the_same_time() -> None:
    office = make_office()

    visits = [
        book(RECOGNITION, office=office, name="Amal"),
        book(ADVICE, office=office, name="Sami"),
    ]

    noted = Arrangement.objects.order_by("visit").values_list("companion", flat=True)
    assert [visit.state for visit in visits] == ["confirmed", "confirmed"]
    assert {visit.during.lower for visit in visits} == {at(9)}
    assert [visit.person for visit in visits] == [None, None]
    assert list(noted) == ["Ute Example", "Ute Example"]


def test_database_knows_no_companion_without_consent() -> None:
    visit = book(ADVICE, office=make_office(), name="Amal")

    with pytest.raises(IntegrityError, match="a_companion_has_consent"), transaction.atomic():
        Arrangement.objects.filter(visit=visit).update(consented_at=None)
