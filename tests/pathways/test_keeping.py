"""Assessments are kept only for who wants it, found by a code, and gone when they should be."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import make_office
from tests.pathways.checks import check

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.pathways.actions import (
    connect_with_person,
    connect_with_visit,
    delete_assessment,
    forget_assessments,
    keep_assessment,
    share_assessment,
    stop_sharing,
)
from welcome_office.pathways.codes import show_code
from welcome_office.pathways.law_versions import unpack_law
from welcome_office.pathways.models import Assessment, RuleVersion
from welcome_office.pathways.queries import (
    assessment_shared_with,
    assessment_with_code,
    check_of,
)
from welcome_office.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def test_what_is_kept_is_found_by_its_code_and_finds_the_same(office: Office) -> None:
    asked = check()
    kept, code = keep_assessment(asked, office=office, by=VISITOR)

    found = assessment_with_code(show_code(code).lower(), office=office)

    assert found == kept
    assert check_of(kept).assessment == asked.assessment
    assert Assessment.objects.filter(code_digest=code).count() == 0


def test_the_kept_law_alone_finds_the_same(office: Office) -> None:
    asked = check()
    keep_assessment(asked, office=office, by=VISITOR)
    version = RuleVersion.objects.get()

    law = unpack_law(version.version, bytes(version.packed))

    again = type(asked)(purpose="work", told=asked.told, day=asked.day, law=law)
    assert again.assessment == asked.assessment


def test_a_counsellors_code_ends_after_a_week(office: Office) -> None:
    kept, _ = keep_assessment(check(), office=office, by=VISITOR)
    code, now = share_assessment(kept, by=VISITOR), timezone.now()

    looked = [
        assessment_shared_with(code, office=office, now=now + timedelta(days=days))
        for days in (0, 6, 8)
    ]

    assert looked == [kept, kept, None]


def test_a_newer_code_and_the_end_of_sharing_end_the_older_code(office: Office) -> None:
    kept, _ = keep_assessment(check(), office=office, by=VISITOR)
    now = timezone.now()
    first, second = share_assessment(kept, by=VISITOR), share_assessment(kept, by=VISITOR)
    assert assessment_shared_with(first, office=office, now=now) is None
    assert assessment_shared_with(second, office=office, now=now) == kept

    stop_sharing(kept, by=VISITOR)

    assert assessment_shared_with(second, office=office, now=now) is None


def test_after_twelve_months_the_facts_are_gone_and_the_law_stays(office: Office) -> None:
    kept, _ = keep_assessment(check(), office=office, by=VISITOR)

    still = forget_assessments(today=kept.kept_on + timedelta(days=365))
    gone = forget_assessments(today=kept.kept_on + timedelta(days=366))

    assert (still, gone) == (0, 1)
    assert (Assessment.objects.count(), RuleVersion.objects.count()) == (0, 1)


def test_deleting_is_at_once(office: Office) -> None:
    kept, code = keep_assessment(check(), office=office, by=VISITOR)

    delete_assessment(kept, by=VISITOR)

    assert assessment_with_code(code, office=office) is None


def test_the_facts_go_with_the_person(office: Office) -> None:
    kept, _ = keep_assessment(check(), office=office, by=VISITOR)
    person = Person.objects.create(email="amina@example.org")
    connect_with_visit(kept.pk, visit=7)
    connect_with_person(7, person)

    person.delete()

    assert Assessment.objects.count() == 0
