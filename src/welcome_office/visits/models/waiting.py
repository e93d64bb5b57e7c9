"""Who waits for a time, and the log that says why who was asked."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.partners.models import Office
from welcome_office.visits.models.visit import Visit

WAITING_KEPT = Keep(days=0, after=_("the waiting ended"))


class Waiting(models.Model):
    """A household that waits: for a whole visit, or for an earlier one than it has booked.

    An offer is a hold of real times: `offered` is that visit, until the moment in `offered_until`.
    """

    class State(models.TextChoices):
        # The address has not answered yet.
        ASKED = "asked"
        WAITING = "waiting"
        SERVED = "served"
        LEFT = "left"
        ENDED = "ended"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="waitings")
    state = models.CharField(max_length=10, choices=State.choices)
    # The visit that shall come earlier; without one, the visit that came of the waiting.
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="waitings", null=True)
    # Without a visit: what is waited for, as the plain values of a request.
    wanted = models.JSONField(default=dict)
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=10, choices=Visit.Contact.choices, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    # So many days beforehand they want to know.
    notice_days = models.PositiveSmallIntegerField()
    since = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField()
    notices = models.PositiveSmallIntegerField(default=0)
    # Days that were offered and not taken: they are not offered again.
    passed_days = ArrayField(models.DateField(), default=list)
    offered = models.ForeignKey(
        Visit, on_delete=models.SET_NULL, related_name="offered_to", null=True
    )
    offered_start = models.DateTimeField(null=True)
    offered_until = models.DateTimeField(null=True)

    privacy: ClassVar = personal(
        {
            "wanted": Purpose(_("to find a time that fits all of you"), WAITING_KEPT),
            "name": Purpose(_("to call you when it is your turn"), WAITING_KEPT),
            "email": Purpose(_("to tell you that a time became free"), WAITING_KEPT),
            "phone": Purpose(_("to tell you that a time became free"), WAITING_KEPT),
            "language": Purpose(_("to write to you in your language"), WAITING_KEPT),
        },
        plain=[
            "id", "office", "state", "visit", "contact", "notice_days", "since", "ends_on",
            "notices", "passed_days", "offered", "offered_start", "offered_until",
        ],
    )  # fmt: skip

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "state"], name="waitings_by_state")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_visit_waits_once", fields=["visit"], condition=models.Q(state="waiting")
            ),
            models.CheckConstraint(
                name="who_waits_can_be_told",
                condition=~models.Q(state__in=["asked", "waiting"])
                | models.Q(visit__isnull=False)
                | models.Q(contact="mail") & ~models.Q(email="")
                | models.Q(contact="text") & ~models.Q(phone=""),
            ),
            models.CheckConstraint(
                name="only_who_waits_has_an_offer",
                condition=models.Q(state="waiting")
                | models.Q(offered_until__isnull=True, offered__isnull=True),
            ),
            models.CheckConstraint(
                name="an_offer_says_when_and_until_when",
                condition=models.Q(offered_until__isnull=True, offered_start__isnull=True)
                | models.Q(offered_until__isnull=False, offered_start__isnull=False),
            ),
        ]


class WaitingRecord(models.Model):
    """One thing that happened on the waiting list; only ever added to (a trigger sees to it).

    A household is a number here, so that the log may stay when everything about it is deleted.
    """

    class What(models.TextChoices):
        JOINED = "joined"
        ASKED = "asked"
        TAKEN = "taken"
        DECLINED = "declined"
        NO_ANSWER = "no_answer"
        WITHDRAWN = "withdrawn"
        LEFT = "left"
        ENDED = "ended"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="waiting_records")
    household = models.PositiveBigIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=10, choices=What.choices)
    detail = models.JSONField(default=dict)

    privacy: ClassVar = nothing_personal("id", "office", "household", "at", "what", "detail")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["office", "at"], name="waiting_records_by_time")]
