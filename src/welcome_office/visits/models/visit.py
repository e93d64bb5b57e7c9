"""The visit and its people."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, personal
from welcome_office.partners.models import Office
from welcome_office.people.models import Person

VISIT_KEPT = Keep(days=30, after=_("the visit and what was agreed there ended"))


class Visit(models.Model):
    """The one appointment. While it waits for a confirmation it is a hold, and ends by itself."""

    class State(models.TextChoices):
        HELD = "held"
        PENDING = "pending"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"

    class Contact(models.TextChoices):
        MAIL = "mail"
        TEXT = "text"
        NEITHER = "neither"

    OCCUPYING = (State.HELD, State.PENDING, State.CONFIRMED)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits")
    reference = models.CharField(max_length=7, unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    during = DateTimeRangeField()
    channel = models.CharField(max_length=10, default="on_site")
    # Where people are who come by video or phone (IANA name); empty: where the office is.
    time_zone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    spoken = ArrayField(models.CharField(max_length=10), default=list)
    language_help = models.CharField(max_length=30, default="shared_or_interpreter")
    wait_minutes = models.PositiveSmallIntegerField(default=0)
    arrives_on = models.DateField(null=True)
    moves_in_on = models.DateField(null=True)

    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=10, choices=Contact.choices, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # Known only once the contact has answered; from then on nobody can be in two visits at a time.
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="visits")

    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    # When the times were chosen anew; reminders that lie before it are not sent any more.
    moved_at = models.DateTimeField(null=True)
    # When the person last said "we are coming".
    coming_at = models.DateTimeField(null=True)
    delay_minutes = models.PositiveSmallIntegerField(default=0)
    # When everything about the person was deleted; the row stays, so that visits can be counted.
    forgotten_at = models.DateTimeField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    # Raised when links must become invalid (a newer code or link was sent).
    link_version = models.PositiveSmallIntegerField(default=1)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    code_sent_at = models.DateTimeField(null=True)
    # The number of the calendar entry's edition (RFC 5545 SEQUENCE).
    sequence = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar = personal(
        {
            "name": Purpose(_("to call you when it is your turn"), VISIT_KEPT),
            "email": Purpose(_("to confirm the visit and to tell you of changes"), VISIT_KEPT),
            "phone": Purpose(_("to confirm the visit and to tell you of changes"), VISIT_KEPT),
            "person": Purpose(_("so that nobody is booked twice at the same time"), VISIT_KEPT),
            "spoken": Purpose(_("so that you and the desks understand each other"), VISIT_KEPT),
            "language": Purpose(_("to write to you in your language"), VISIT_KEPT),
            "arrives_on": Purpose(_("to offer times when you are there"), VISIT_KEPT),
            "time_zone": Purpose(_("to tell you the time that your clock shows then"), VISIT_KEPT),
            "moves_in_on": Purpose(_("to keep the time limit of the registration"), VISIT_KEPT),
        },
        plain=[
            "id", "office", "reference", "state", "during", "channel", "wait_minutes", "contact",
            "created_at", "expires_at", "confirmed_at", "cancelled_at", "moved_at", "coming_at",
            "delay_minutes", "forgotten_at", "language_help", "extensions", "link_version",
            "code_attempts", "code_sent_at", "sequence",
        ],
    )  # fmt: skip

    class Meta:
        indexes: ClassVar = [
            GistIndex(fields=["during"], name="visits_by_time"),
            models.Index(fields=["expires_at"], name="visits_by_expiry"),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="nobody_is_in_two_visits_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(person__isnull=False)
                & models.Q(state__in=["held", "pending", "confirmed"]),
            ),
            models.CheckConstraint(
                name="only_an_unconfirmed_visit_ends_by_itself",
                condition=models.Q(state__in=["held", "pending"], expires_at__isnull=False)
                | models.Q(state__in=["confirmed", "cancelled"], expires_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_confirmed_visit_says_when",
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_cancelled_visit_says_when",
                condition=~models.Q(state="cancelled") | models.Q(cancelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="the_chosen_contact_is_given",
                condition=models.Q(contact__in=["", "neither"])
                | models.Q(contact="mail") & ~models.Q(email="")
                | models.Q(contact="text") & ~models.Q(phone=""),
            ),
            models.CheckConstraint(
                name="a_forgotten_visit_leads_to_nobody",
                condition=models.Q(forgotten_at__isnull=True)
                | models.Q(name="", email="", phone="", person__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def audit_subject(self) -> str:
        """How audit and access records name this visit."""
        return f"visit:{self.pk}"


class VisitPerson(models.Model):
    """One of the people who come; a first name is enough."""

    class Age(models.TextChoices):
        ADULT = "adult"
        TEEN = "teen"
        CHILD = "child"
        SMALL = "small"

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    first_name = models.CharField(max_length=60, blank=True)
    age = models.CharField(max_length=10, choices=Age.choices, default=Age.ADULT)

    privacy: ClassVar = personal(
        {
            "first_name": Purpose(_("so that the desk knows who is who"), VISIT_KEPT),
            "age": Purpose(_("fees and fingerprints depend on it"), VISIT_KEPT),
        },
        plain=["id", "visit", "position"],
    )

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "position"], name="people_of_a_visit_in_order")
        ]
