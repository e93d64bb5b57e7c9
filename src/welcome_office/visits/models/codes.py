"""Booking codes: places that partners and known employers may give to their own people."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Purpose, nothing_personal, personal
from welcome_office.partners.models import Office
from welcome_office.visits.models.visit import VISIT_KEPT, Visit


class BookingCode(models.Model):
    """A code of one organisation: so many visits a day in hours that are kept for such people."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="booking_codes")
    code = models.CharField(max_length=12, unique=True)
    # The organisation, never a person.
    holder = models.CharField(max_length=120)
    per_day = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    privacy: ClassVar = nothing_personal(
        "id", "office", "code", "holder", "per_day", "created_at", "withdrawn_at"
    )

    class Meta:
        ordering: ClassVar = ["holder", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_code_opens_at_least_one_place", condition=models.Q(per_day__gte=1)
            )
        ]

    def __str__(self) -> str:
        return self.code


class CodeUse(models.Model):
    """One visit in a place of a code."""

    visit = models.OneToOneField(
        Visit, on_delete=models.CASCADE, primary_key=True, related_name="code_use"
    )
    code = models.ForeignKey(BookingCode, on_delete=models.PROTECT, related_name="uses")
    day = models.DateField()
    # The places of a day are numbered, so that the database gives each of them once.
    place = models.PositiveSmallIntegerField()

    privacy: ClassVar = personal(
        {"code": Purpose(_("to count the places of an organisation"), VISIT_KEPT)},
        plain=["visit", "day", "place"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "day", "place"], name="each_place_of_a_code_is_given_once"
            )
        ]
