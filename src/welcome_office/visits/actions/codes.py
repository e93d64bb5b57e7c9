"""Give booking codes out, withdraw them, and book with them."""

import secrets
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Office
from welcome_office.visits.actions.hold import give_up_hold, hold_visit
from welcome_office.visits.models import BookingCode, CodeUse, Visit
from welcome_office.visits.planning import CODE_HOLDER, PUBLIC, zone_of
from welcome_office.visits.reference import ALPHABET
from welcome_office.visits.request import VisitRequest

LENGTH = 8
NO_PLACE = 0


def new_code(office: Office, *, holder: str, per_day: int, by: Actor) -> BookingCode:
    """Give an organisation a code for so many visits a day."""
    with transaction.atomic():
        code = BookingCode.objects.create(
            office=office,
            code="".join(secrets.choice(ALPHABET) for _ in range(LENGTH)),
            holder=holder,
            per_day=per_day,
        )
        record("code.given", office=office.slug, subject=f"code:{code.pk}", by=by)
    return code


@transaction.atomic
def withdraw_code(code: BookingCode, *, by: Actor) -> None:
    """Let the code open nothing any more; visits that were booked with it stay."""
    locked = BookingCode.objects.select_for_update().get(pk=code.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])
        record("code.withdrawn", office=code.office.slug, subject=f"code:{code.pk}", by=by)


def find_code(typed: str, *, office: Office) -> BookingCode | None:
    """The code that somebody typed, if it still counts."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    codes = BookingCode.objects.filter(office=office, withdrawn_at=None)
    return codes.select_related("office").filter(code=signs).first()


def full_days(code: BookingCode) -> set[date]:
    """The days on which all places of the code are given."""
    days: dict[date, int] = {}
    for day in _counted(code).values_list("day", flat=True):
        days[day] = days.get(day, 0) + 1
    return {day for day, count in days.items() if count >= code.per_day}


def hold_with_code(
    code: BookingCode, request: VisitRequest, *, start: datetime, language: str, by: Actor
) -> Visit:
    """Take a visit's times in a place of the code; where none is left, as everybody does.

    Raises TimeTakenError like `hold_visit`.
    """
    office = code.office
    day = start.astimezone(zone_of(office)).date()
    hold = partial(hold_visit, request, office=office, start=start, language=language, by=by)
    if day not in full_days(code):
        visit = hold(sight=CODE_HOLDER)
        if _take_place(code, visit, day):
            return visit
        # Somebody with the same code was faster.
        give_up_hold(visit, by=by)
    return hold(sight=PUBLIC)


@transaction.atomic
def _take_place(code: BookingCode, visit: Visit, day: date) -> bool:
    # Whoever books with the same code waits here, so that places are counted one by one.
    locked = BookingCode.objects.select_for_update().get(pk=code.pk)
    place = _free_place(locked, day)
    if place:
        CodeUse.objects.create(visit=visit, code=locked, day=day, place=place)
    return place != NO_PLACE


def _free_place(code: BookingCode, day: date) -> int:
    """The first place of the day that nobody has, from 1 on; 0 when there is none."""
    if code.withdrawn_at is not None:
        return NO_PLACE
    # Who cancelled or never confirmed in time gives the place back.
    CodeUse.objects.filter(code=code, day=day).exclude(pk__in=_counted(code).values("pk")).delete()
    given = set(CodeUse.objects.filter(code=code, day=day).values_list("place", flat=True))
    return next((n for n in range(1, code.per_day + 1) if n not in given), NO_PLACE)


def _counted(code: BookingCode) -> QuerySet[CodeUse]:
    uses = CodeUse.objects.filter(code=code, visit__state__in=Visit.OCCUPYING)
    return uses.exclude(visit__expires_at__lte=timezone.now())
