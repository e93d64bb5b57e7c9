"""What is written to the people of a visit, and where it reaches them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.visits.models.visit import Visit
from welcome_office.visits.models.waiting import Waiting

CHANGE_KEPT = Keep(days=1, after=_("the change was asked for"))


class ContactChange(models.Model):
    """A new way to reach the person: counts as soon as it has answered; the old one is told."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="contact_change")
    contact = models.CharField(max_length=10, choices=Visit.Contact.choices)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # Where the person was reached before; known from the moment the new one has answered.
    old_contact = models.CharField(max_length=10, choices=Visit.Contact.choices, blank=True)
    old_email = models.EmailField(blank=True)
    old_phone = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    code_sent_at = models.DateTimeField(null=True)

    privacy: ClassVar = personal(
        {
            name: Purpose(_("to be sure that the new address is yours"), CHANGE_KEPT)
            for name in ("email", "phone", "old_email", "old_phone")
        },
        plain=[
            "id", "visit", "contact", "old_contact", "asked_at", "expires_at", "answered_at",
            "code_attempts", "code_sent_at",
        ],
    )  # fmt: skip


class Message(models.Model):
    """A mail or text message to the person: what kind and how it went, never its content."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"
        MOVED = "moved"
        CHANGED = "changed"
        NEW_CONTACT = "new_contact"
        CONTACT_CHANGED = "contact_changed"
        CHOOSE_ANEW = "choose_anew"
        REMIND_WEEK = "remind_week"
        REMIND_DAYS = "remind_days"
        REMIND_TODAY = "remind_today"
        FINISHED = "finished"
        WAIT_CONFIRM = "wait_confirm"
        WAIT_OFFER = "wait_offer"

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    # None for somebody who waits without a visit.
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="messages", null=True)
    waiting = models.ForeignKey(
        Waiting, on_delete=models.CASCADE, related_name="messages", null=True
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    # What the front desk does because the message did not arrive.
    next_step = models.ForeignKey(NextStep, on_delete=models.SET_NULL, null=True, related_name="+")

    privacy: ClassVar = nothing_personal(
        "id", "visit", "waiting", "kind", "state", "queued_at", "sent_at", "problem", "next_step"
    )

    class Meta:
        ordering: ClassVar = ["queued_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_message_is_about_something",
                condition=models.Q(visit__isnull=False) | models.Q(waiting__isnull=False),
            )
        ]
