"""A promise has an owner and a day, and ends once."""

from datetime import date

import pytest
from tests.factories import make_office
from tests.web.desk.cast import Role, make_member

from welcome_office.cases.actions import finish_next_step, promise_next_step
from welcome_office.cases.models import NextStep
from welcome_office.cases.policy import next_steps_visible_to
from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AuditRecord

pytestmark = pytest.mark.django_db


def make_promise(owner: Role = Role.COORDINATOR) -> NextStep:
    office = make_office()
    day = date(2031, 6, 18)
    return promise_next_step(
        office, owner_role=owner, due_on=day, sentence="Call back.", by=PROGRAM
    )


@pytest.mark.parametrize("role", Role)
def test_only_the_owner_sees_it(role: Role) -> None:
    step = make_promise()
    member = make_member(step.office, role, partner="city")

    sees_it = step in next_steps_visible_to(member)

    assert sees_it == (role == Role.COORDINATOR)


def test_front_desk_has_tasks_of_its_own() -> None:
    step = make_promise(owner=Role.FRONT_DESK)
    front_desk = make_member(step.office, Role.FRONT_DESK)

    assert list(next_steps_visible_to(front_desk)) == [step]


def test_right_without_ownership_shows_nothing() -> None:
    step = make_promise(owner=Role.FRONT_DESK)
    coordinator = make_member(step.office, Role.COORDINATOR)

    assert list(next_steps_visible_to(coordinator)) == []


def test_finishing_twice_is_the_same_as_once() -> None:
    step = make_promise()
    member = make_member(step.office, Role.COORDINATOR)

    first = finish_next_step(step, by=member.user).done_at
    second = finish_next_step(step, by=member.user).done_at

    assert first is not None
    assert first == second
    finished = AuditRecord.objects.filter(action="next_step.finished")
    assert [entry.actor for entry in finished] == [member.user.audit_name]
