"""A town in which everything is taken, and households that wait for what becomes free."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.factories import at, between, next_wednesday
from tests.visits.booked import book

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Office, Resource
from welcome_office.visits.actions import ContactGiven, ask_to_wait, confirm_waiting
from welcome_office.visits.models import Occupation, Visit, Waiting, WaitingRecord
from welcome_office.visits.request import VisitRequest

WEEKS = 8
HOUR = timedelta(hours=1)


def wednesday(week: int) -> date:
    """The Wednesday so many weeks after the next one."""
    return next_wednesday() + timedelta(weeks=week)


def fill(office: Office) -> None:
    """Block all desks on every Wednesday that can be booked."""
    Occupation.objects.bulk_create(
        Occupation(office=office, day=day, resource=resource, during=_whole(day))
        for day in map(wednesday, range(-1, WEEKS + 1))
        for resource in Resource.objects.filter(office=office)
    )


def book_on(office: Office, request: VisitRequest, day: date) -> Visit:
    """Book a visit at nine on a day that is free from then on."""
    Occupation.objects.filter(office=office, day=day).delete()
    return book(office, request, start=at(9, day=day))


def _whole(day: date) -> Any:
    return between(at(8, day=day), at(16, day=day))


def free(office: Office, day: date, *, desks: tuple[str, ...], minutes: int = 120) -> None:
    """Give times from nine on back at these desks, as a cancelled visit does."""
    begin, opens, closes = (at(hour, day=day) for hour in (9, 8, 16))
    end = begin + timedelta(minutes=minutes)
    for row in Occupation.objects.filter(office=office, day=day, resource__slug__in=desks):
        row.during, row.expires_at = between(begin, end), timezone.now() + HOUR
        row.save()
        Occupation.objects.bulk_create(
            Occupation(office=office, day=day, resource_id=row.resource_id, during=piece)
            for piece in (between(opens, begin), between(end, closes))
        )


def wait(
    office: Office,
    request: VisitRequest,
    *,
    email: str,
    since: datetime | None = None,
    notice_days: int = 1,
) -> Waiting:
    """A household that waits, its address answered."""
    given = ContactGiven(name="Amal Example", contact=Visit.Contact.MAIL, email=email)
    asked = ask_to_wait(
        request, given, office=office, notice_days=notice_days, language="en", by=PROGRAM
    )
    waiting = confirm_waiting(asked, by=PROGRAM)
    if since is not None:
        Waiting.objects.filter(pk=waiting.pk).update(since=since)
    return now(waiting)


def now(waiting: Waiting) -> Waiting:
    """The row as it is."""
    return Waiting.objects.select_related("office", "visit__office", "offered").get(pk=waiting.pk)


def let_pass(waiting: Waiting) -> None:
    """Let the time to answer be over."""
    past = timezone.now() - timedelta(seconds=1)
    Waiting.objects.filter(pk=waiting.pk).update(offered_until=past)
    Visit.objects.filter(offered_to=waiting.pk).update(expires_at=past)


def log(what: str | None = None) -> list[tuple[int, str]]:
    """What the log says."""
    records = WaitingRecord.objects.exclude(what="joined").order_by("pk")
    return [(each.household, each.what) for each in records if what in {None, each.what}]
