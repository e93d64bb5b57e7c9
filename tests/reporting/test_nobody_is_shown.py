"""No report shows a single counsellor: who did the work makes no difference to any of them."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.visits.day.today import office_at_noon, shift_to, step, today_in
from tests.web.desk.cast import Role, let_in, make_member, make_visit

from welcome_office.core.audit import record
from welcome_office.partners.models import Membership, Office, Resource
from welcome_office.partners.policy import Right
from welcome_office.visits.models import Step, StepEvent, Visit
from welcome_office.visits.numbers import LEAST_COUNSELLORS, numbers_of
from welcome_office.web.desk.access import right_needed
from welcome_office.web.desk.urls import urlpatterns

pytestmark = pytest.mark.django_db
Kind = StepEvent.Kind
# Pages of figures that also others than who may count see.
OTHER_REPORTS = ("recognition_counts", "waiting")
# Change from one moment to the next, whoever works.
MOVING = ("csrfmiddlewaretoken", "offer_search_seconds", "job_seconds", "worker_silent")


@pytest.fixture
def office() -> Office:
    return office_at_noon()


def work(office: Office, desk: str, *, minutes: int, by: Membership) -> Visit:
    """A visit to one desk that began so long ago and was finished after that many minutes."""
    service = {"city-1": "registration", "city-2": "registration", "chamber-1": "recognition"}
    visit = make_visit(office, (service.get(desk, "job-advice"), desk, "09:00", 45))
    shift_to(visit, timezone.now() - timedelta(minutes=50))
    for kind, after in ((Kind.HERE, 0), (Kind.RUNNING, minutes), (Kind.DONE, 45)):
        at = visit.during.lower + timedelta(minutes=after)
        StepEvent.objects.create(step=step(visit), kind=kind, at=at)
        subject = visit.audit_subject
        record(f"visit.step_{kind}", office=office.slug, subject=subject, by=by.user)
    return visit


def reports(office: Office) -> dict[str, str]:
    """All pages of figures and the numbers for machines, without what changes by itself."""
    member = Membership.objects.filter(office=office, role=Role.COORDINATOR).first()
    client = let_in(Client(), member or make_member(office, Role.COORDINATOR))
    day = {"day": str(today_in(office))}
    pages = [page for page in urlpatterns if right_needed(page) == Right.COUNT]
    names = {str(page.name): day if "<" in str(page.pattern) else {} for page in pages}
    names |= {name: {} for name in OTHER_REPORTS}
    found = {
        name: client.get(reverse(f"desk:{name}", kwargs=given)) for name, given in names.items()
    }
    found["metrics"] = client.get("/health/metrics", headers={"authorization": "Bearer token"})
    assert {name: page.status_code for name, page in found.items()} == dict.fromkeys(found, 200)
    return {name: _lasting(page.text) for name, page in found.items()}


def _lasting(text: str) -> str:
    lines = [line for line in text.splitlines() if not any(word in line for word in MOVING)]
    return re.sub(r"\s+", " ", "\n".join(lines))


def test_reports_are_the_same_whoever_did_the_work(office: Office, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "token"
    quick = make_member(office, Role.COUNSELLOR, partner="city", desk="city-1")
    slow = make_member(office, Role.FRONT_DESK)
    work(office, "city-1", minutes=5, by=quick)
    work(office, "city-2", minutes=40, by=slow)
    work(office, "chamber-1", minutes=40, by=slow)
    work(office, "agency-1", minutes=9, by=quick)
    before = reports(office)

    one, two = Resource.objects.filter(office=office, slug__in=("city-1", "city-2"))
    of_one = list(Step.objects.filter(counsellor=one).values_list("pk", flat=True))
    Step.objects.filter(counsellor=two).update(counsellor=one)
    Step.objects.filter(pk__in=of_one).update(counsellor=two)

    assert len(before) >= 5
    assert reports(office) == before


def test_no_report_names_a_counsellor_or_an_account(office: Office, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "token"
    member = make_member(office, Role.COUNSELLOR, partner="city", desk="city-1")
    member.user.name = "Ottilie Beispiel"
    member.user.save()
    for desk in ("city-1", "city-2", "chamber-1", "agency-1"):
        work(office, desk, minutes=5, by=member)

    said = " ".join(reports(office).values())

    names = (
        "Counsellor city-1",
        "city-1",
        "Ottilie",
        str(member.user.email),
        member.user.audit_name,
    )
    assert [name for name in names if name in said] == []


def test_work_of_one_or_two_counsellors_is_told_nowhere(office: Office) -> None:
    member = make_member(office, Role.FRONT_DESK)
    for desk in ("city-1", "city-2", "city-1"):
        work(office, desk, minutes=5, by=member)

    found = numbers_of(office, day=today_in(office))

    assert LEAST_COUNSELLORS == 3
    assert {(each.finished, each.waited) for each in (found.house, found.partners[0].numbers)} == {
        (None, None)
    }
    assert found.house.people == 6


def test_the_rest_of_the_house_gives_nobody_away(office: Office) -> None:
    """One hidden organisation could be worked out from the sum: the next smallest hides, too."""
    member = make_member(office, Role.FRONT_DESK)
    for desk in ("city-1", "city-2", "chamber-1"):
        work(office, desk, minutes=5, by=member)

    found = numbers_of(office, day=today_in(office))

    assert found.house.finished == 3
    assert [each.numbers.finished for each in found.partners] == [None, None]
