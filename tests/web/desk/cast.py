"""The cast of the desk's tests: an office's staff, and a household whose visit crosses partners."""

import time as time_module
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.actions import give_role
from welcome_office.partners.models import Membership, Office, Partner, Resource
from welcome_office.people.models import User
from welcome_office.visits.actions.write import write_visit
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import Plan, PlannedStep
from welcome_office.visits.request import Participant, VisitRequest
from welcome_office.web.desk.sessions import SEEN_AT, SIGNED_IN_AT

ZONE = ZoneInfo("Europe/Berlin")
Role = Membership.Role
# A Wednesday without a holiday, far enough ahead that nothing in it has passed.
WEDNESDAY = date(2031, 6, 18)
NAME = "Nimali Warnakulasuriya"


def make_member(
    office: Office, role: Role, *, partner: str | None = None, desk: str | None = None
) -> Membership:
    """A member of staff with a role, at a partner and a desk where the role needs them."""
    address = f"{role}-{partner or 'house'}-{office.slug}@example.org"
    user = User.objects.create_user(address, name=role.title())
    return give_role(
        user.pk,
        office=office,
        role=role,
        partner=Partner.objects.get(office=office, slug=partner) if partner else None,
        resource=Resource.objects.get(office=office, slug=desk) if desk else None,
        by=PROGRAM,
    )


def at(clock: str, *, day: date = WEDNESDAY) -> datetime:
    """A time of the day in the office's zone."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE)


def make_visit(
    office: Office,
    *steps: tuple[str, str, str, int],
    day: date = WEDNESDAY,
    state: Visit.State = Visit.State.CONFIRMED,
    **values: object,
) -> Visit:
    """A visit of two people; each step is service, counsellor, beginning and minutes."""
    services = tuple(service for service, *_ in steps)
    request = VisitRequest(
        people=(
            Participant(first_name="Nimali", services=services),
            Participant(first_name="Ruwan", services=services[:1]),
        ),
        languages=("si", "en"),
    )
    visit = write_visit(
        make_plan(steps, day=day),
        request,
        office=office,
        language="en",
        state=Visit.State.HELD,
        expires_at=at("20:00", day=day),
        by=PROGRAM,
    )
    return _become(visit, state, values)


def make_plan(steps: tuple[tuple[str, str, str, int], ...], *, day: date) -> Plan:
    """A plan as the search would make it; the first step is for both people."""
    planned = tuple(
        PlannedStep(
            service=service,
            people=(0, 1) if position == 0 else (0,),
            resource=counsellor,
            also=(),
            interpreter=None,
            start=at(clock, day=day),
            end=at(clock, day=day) + timedelta(minutes=minutes),
        )
        for position, (service, counsellor, clock, minutes) in enumerate(steps)
    )
    return Plan(steps=planned, wait_minutes=0, day=day, hours_version=0)


def _become(visit: Visit, state: Visit.State, values: dict[str, object]) -> Visit:
    if state != Visit.State.HELD:
        contact = {"name": NAME, "contact": Visit.Contact.MAIL, "email": "nimali@example.org"}
        values = contact | values
    if state == Visit.State.CONFIRMED:
        values = {"expires_at": None, "confirmed_at": at("00:00")} | values
        visit.occupations.update(expires_at=None)
    if state == Visit.State.CANCELLED:
        values = {"expires_at": None, "cancelled_at": at("00:00")} | values
        visit.occupations.all().delete()
    Visit.objects.filter(pk=visit.pk).update(state=state, **values)
    visit.refresh_from_db()
    return visit


def let_in(client: Client, member: Membership) -> Client:
    """Put a member behind the door, as if password and second factor had been given just now."""
    client.force_login(member.user)
    session = client.session
    now = time_module.time()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": now}]
    session["account_authentication_methods_user"] = str(member.user.pk)
    session[SIGNED_IN_AT] = session[SEEN_AT] = now
    session.save()
    return client
