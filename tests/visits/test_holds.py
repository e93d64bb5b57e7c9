"""A held visit takes its times; they come back by themselves."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.factories import TOWN, make_office

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import end_expired_visits, extend_hold, hold_visit
from welcome_office.visits.errors import HoldEndedError, TimeTakenError
from welcome_office.visits.models import Occupation, Visit
from welcome_office.visits.planning import find_offers, offers_on, plan_at
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)

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


def first_start(office: Office) -> datetime:
    return find_offers(office, FAMILY).days[0].plans[0].start


def advice_start(office: Office) -> datetime:
    return find_offers(office, ADVICE).days[0].plans[0].start


def test_a_family_gets_four_desks_of_three_partners_in_one_visit() -> None:
    office = make_office()

    visit = hold_visit(FAMILY, office=office, start=first_start(office), language="ar", by=VISITOR)

    steps = [(s.service.slug, s.people.count()) for s in visit.steps.all()]
    assert sorted(steps) == [
        ("job-advice", 1), ("recognition", 1), ("registration", 2), ("residence-title", 1),
    ]  # fmt: skip
    assert visit.state == Visit.State.HELD
    assert visit.occupations.count() == 4


def test_a_held_time_is_no_longer_offered() -> None:
    office = make_office()
    start = advice_start(office)

    hold_visit(ADVICE, office=office, start=start, language="de", by=VISITOR)

    # There is one adviser only.
    assert plan_at(office, ADVICE, start=start) is None
    with pytest.raises(TimeTakenError):
        hold_visit(ADVICE, office=office, start=start, language="de", by=VISITOR)


def test_an_ended_hold_is_free_for_others_at_once() -> None:
    office = make_office()
    start = first_start(office)
    held = hold_visit(FAMILY, office=office, start=start, language="de", by=VISITOR)
    _expire(held)

    again = hold_visit(FAMILY, office=office, start=start, language="de", by=VISITOR)

    assert list(Visit.objects.all()) == [again]


def test_the_worker_deletes_ended_holds_with_all_that_was_typed() -> None:
    office = make_office()
    held = hold_visit(FAMILY, office=office, start=first_start(office), language="de", by=VISITOR)
    _expire(held)

    ended = end_expired_visits()

    assert (ended, Visit.objects.count(), Occupation.objects.count()) == (1, 0, 0)


def test_a_hold_can_be_extended_until_it_has_ended() -> None:
    office = make_office()
    held = hold_visit(FAMILY, office=office, start=first_start(office), language="de", by=VISITOR)

    for _ in range(10):
        extended = extend_hold(held, by=VISITOR)

    assert extended.extensions == 10
    _expire(held)
    with pytest.raises(HoldEndedError):
        extend_hold(held, by=VISITOR)


def test_offers_lie_on_one_stop_days_only() -> None:
    office = make_office()

    offers = find_offers(office, FAMILY, most_days=20)

    assert {offered.day.isoweekday() for offered in offers.days} == {3}
    assert offers.days_searched == len(offers.days)
    assert all(len(offered.plans) <= 6 for offered in offers.days)


def test_all_times_of_a_day_are_more_than_those_shown_first() -> None:
    office = make_office()
    offered = find_offers(office, FAMILY).days[0]

    whole = offers_on(office, FAMILY, day=offered.day)

    assert whole.possible == offered.possible == len(whole.plans) > len(offered.plans)
    assert set(offered.plans) <= set(whole.plans)


def _expire(visit: Visit) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Visit.objects.filter(pk=visit.pk).update(expires_at=past)
    Occupation.objects.filter(visit=visit).update(expires_at=past)


def test_a_desk_that_the_files_no_longer_name_disturbs_nobody() -> None:
    office = make_office()
    hold_visit(ADVICE, office=office, start=advice_start(office), language="de", by=VISITOR)
    others = tuple(r for r in TOWN.resources if r.id != "agency-1")

    changed = make_office(replace(TOWN, resources=others))

    obstacles = find_offers(changed, ADVICE).obstacles
    assert [(o.service, o.reason) for o in obstacles] == [("job-advice", "no_resource")]
