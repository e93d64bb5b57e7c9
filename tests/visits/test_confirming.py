"""From a hold to a booked visit, and back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import TOWN, make_office

from welcome_office.core.audit import VISITOR
from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Office
from welcome_office.people.models import Person
from welcome_office.visits.actions import (
    ContactGiven,
    cancel_visit,
    confirm_visit,
    confirm_with_code,
    give_contact,
    hold_visit,
    send_code_again,
)
from welcome_office.visits.codes import current_code, link_token, visit_behind
from welcome_office.visits.errors import (
    AlreadyBookedError,
    HoldEndedError,
    VisitPastError,
    WrongCodeError,
)
from welcome_office.visits.models import Message, Occupation, Visit
from welcome_office.visits.planning import find_offers, offers_on
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)

ADVICE = VisitRequest(people=(Participant(services=("recognition",)),), languages=("en",))
REGISTRATION = VisitRequest(people=(Participant(services=("registration",)),), languages=("en",))
BY_MAIL = ContactGiven(name="Amal", contact=Visit.Contact.MAIL, email="amal@example.org")
NEITHER = ContactGiven(name="Amal", contact=Visit.Contact.NEITHER)


def held(office: Office, request: VisitRequest = ADVICE, *, day: int = 1) -> Visit:
    start = find_offers(office, request).days[day].plans[0].start
    return hold_visit(request, office=office, start=start, language="en", by=VISITOR)


def pending(office: Office, given: ContactGiven = BY_MAIL) -> Visit:
    return give_contact(held(office), given, by=VISITOR)


def test_the_link_or_code_confirms_and_makes_the_times_firm() -> None:
    visit = pending(make_office())

    confirmed = confirm_with_code(visit, typed=current_code(visit), by=VISITOR)

    assert (confirmed.state, confirmed.expires_at) == (Visit.State.CONFIRMED, None)
    assert [o.expires_at for o in Occupation.objects.all()] == [None]
    messages = Message.objects.all()
    assert [m.kind for m in messages] == ["confirm", "confirmed"]
    jobs = ProcrastinateJob.objects.filter(args__message_id__in=[m.pk for m in messages])
    assert jobs.count() == 2


def test_confirming_twice_is_the_same_as_once() -> None:
    visit = pending(make_office())

    first = confirm_visit(visit, by=VISITOR)
    again = confirm_visit(visit, by=VISITOR)

    assert first.confirmed_at == again.confirmed_at
    assert Message.objects.filter(kind="confirmed").count() == 1


def test_a_wrong_code_is_refused_and_five_tries_are_enough() -> None:
    visit = pending(make_office())
    wrong = str((int(current_code(visit)) + 1) % 10**6).zfill(6)

    for _ in range(5):
        with pytest.raises(WrongCodeError):
            confirm_with_code(visit, typed=wrong, by=VISITOR)

    with pytest.raises(WrongCodeError):
        confirm_with_code(visit, typed=current_code(visit), by=VISITOR)


def test_a_new_code_replaces_the_old_one_and_counts_anew() -> None:
    visit = pending(make_office())
    old = current_code(visit)
    for _ in range(5):
        with pytest.raises(WrongCodeError):
            confirm_with_code(visit, typed="", by=VISITOR)

    renewed = send_code_again(visit, by=VISITOR)

    assert current_code(renewed) != old
    assert confirm_with_code(visit, typed=current_code(renewed), by=VISITOR).state == "confirmed"


def test_a_code_older_than_ten_minutes_no_longer_fits_but_the_link_does() -> None:
    visit = pending(make_office())
    Visit.objects.update(code_sent_at=timezone.now() - timedelta(minutes=11))
    visit.refresh_from_db()

    with pytest.raises(WrongCodeError):
        confirm_with_code(visit, typed=current_code(visit), by=VISITOR)

    assert confirm_visit(visit, by=VISITOR).state == Visit.State.CONFIRMED


def test_digits_of_other_scripts_are_digits() -> None:
    visit = pending(make_office())
    arabic = current_code(visit).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert confirm_with_code(visit, typed=f" {arabic} ", by=VISITOR).state == "confirmed"


def test_an_ended_visit_cannot_be_confirmed() -> None:
    visit = pending(make_office())
    Visit.objects.update(expires_at=timezone.now())

    with pytest.raises(HoldEndedError):
        confirm_visit(visit, by=VISITOR)


def test_nobody_is_in_two_visits_at_a_time() -> None:
    office = make_office()
    first = held(office, REGISTRATION)
    confirm_visit(give_contact(first, BY_MAIL, by=VISITOR), by=VISITOR)
    start = first.during.lower
    other = hold_visit(ADVICE, office=office, start=start, language="en", by=VISITOR)
    other = give_contact(other, BY_MAIL, by=VISITOR)

    with pytest.raises(AlreadyBookedError):
        confirm_visit(other, by=VISITOR)

    assert Person.objects.count() == 1


def test_without_mail_and_phone_nothing_is_sent_and_the_desk_confirms() -> None:
    visit = pending(make_office(), NEITHER)

    confirmed = confirm_visit(visit, by=VISITOR)

    assert (confirmed.person, Message.objects.count()) == (None, 0)


def test_cancelling_frees_the_times_and_tells_the_person() -> None:
    rules = replace(TOWN.office.booking, freed_delay_minutes=(0, 0))
    office = make_office(replace(TOWN, office=replace(TOWN.office, booking=rules)))
    visit = confirm_visit(pending(office), by=VISITOR)
    start = visit.during.lower

    cancelled = cancel_visit(visit, by=VISITOR)

    day = offers_on(office, ADVICE, day=start.date())
    assert start in [plan.start for plan in day.plans]
    assert (cancelled.state, cancelled.sequence) == (Visit.State.CANCELLED, 1)
    assert Message.objects.last().kind == Message.Kind.CANCELLED  # type: ignore[union-attr] # there is one


def test_a_visit_that_has_begun_cannot_be_cancelled() -> None:
    visit = confirm_visit(pending(make_office()), by=VISITOR)
    past = timezone.now() - timedelta(hours=1)
    Visit.objects.update(during=(past, past + timedelta(minutes=45)))

    with pytest.raises(VisitPastError):
        cancel_visit(visit, by=VISITOR)


def test_a_link_opens_its_visit_until_a_newer_one_replaces_it() -> None:
    visit = pending(make_office())
    token = link_token(visit)

    assert visit_behind(token) == visit
    assert visit_behind(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    Visit.objects.update(link_version=2)
    assert visit_behind(token) is None


def test_everything_that_happens_is_in_the_audit_trail_without_names() -> None:
    visit = cancel_visit(confirm_visit(pending(make_office()), by=VISITOR), by=VISITOR)

    records = AuditRecord.objects.filter(subject=f"visit:{visit.pk}").order_by("pk")

    assert [(r.action, r.actor, r.detail) for r in records] == [
        (f"visit.{act}", "visitor", {}) for act in ("held", "pending", "confirmed", "cancelled")
    ]
