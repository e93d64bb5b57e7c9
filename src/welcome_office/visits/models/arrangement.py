"""What was arranged around a visit by others than the person: by a companion or by the office."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Purpose, personal
from welcome_office.visits.models.visit import VISIT_KEPT, Visit


class Arrangement(models.Model):
    """Who booked for the person, which rule the office set aside, why it had to cancel or move."""

    class CancelReason(models.TextChoices):
        ASKED = "asked"
        NOBODY_THERE = "nobody_there"
        CLOSED = "closed"
        TWICE = "twice"
        OTHER = "other"

    visit = models.OneToOneField(
        Visit, on_delete=models.CASCADE, primary_key=True, related_name="arrangement"
    )
    # The companion whose contact it is; empty when people book for themselves.
    companion = models.CharField(max_length=120, blank=True)
    # When the companion said that the person knows of it and agrees.
    consented_at = models.DateTimeField(null=True)
    # Why the office set a rule of booking aside.
    exception = models.CharField(max_length=200, blank=True)
    cancel_reason = models.CharField(max_length=20, choices=CancelReason.choices, blank=True)
    # When the office asked the person to choose another time; the old one stays until then.
    new_time_asked_at = models.DateTimeField(null=True)

    privacy: ClassVar = personal(
        {
            "companion": Purpose(_("to know who booked for you"), VISIT_KEPT),
            "exception": Purpose(_("to explain why the office made an exception"), VISIT_KEPT),
        },
        plain=["visit", "consented_at", "cancel_reason", "new_time_asked_at"],
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_companion_has_consent",
                condition=models.Q(companion="") | models.Q(consented_at__isnull=False),
            )
        ]
