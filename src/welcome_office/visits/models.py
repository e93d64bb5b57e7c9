"""The visit: its people, its ordered steps, and what they occupy."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.partners.models import Office, Resource, Service
from welcome_office.people.models import Person

VISIT_KEPT = Keep(days=30, after="the visit ended")
CHANGE_KEPT = Keep(days=1, after="the change was asked for")


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


class Step(models.Model):
    """One service for some people of the visit, at a counsellor, from-to."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="steps")
    counsellor = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="steps")
    interpreter = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="interpreted_steps", null=True
    )
    during = DateTimeRangeField()
    people = models.ManyToManyField(VisitPerson, related_name="steps")

    privacy: ClassVar = personal(
        {
            "people": Purpose(_("so that the desk knows whom the step is for"), VISIT_KEPT),
            "service": Purpose(_("to prepare what you come for"), VISIT_KEPT),
        },
        plain=["id", "visit", "position", "counsellor", "interpreter", "during"],
    )

    class Meta:
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [GistIndex(fields=["during"], name="steps_by_time")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "position"], name="steps_of_a_visit_in_order"),
            ExclusionConstraint(
                name="steps_of_a_visit_never_overlap",
                expressions=[("visit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]


class Occupation(models.Model):
    """A resource is taken from-to. The row exists exactly as long as it is, whoever wrote it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="occupations")
    day = models.DateField()
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="occupations")
    during = DateTimeRangeField()
    # None for a block that belongs to no visit.
    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="occupations", null=True
    )
    # After this moment the row no longer counts; a constraint cannot know the time, so actions
    # delete it.
    expires_at = models.DateTimeField(null=True)

    privacy: ClassVar = nothing_personal(
        "id", "office", "day", "resource", "during", "visit", "expires_at"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["office", "day"], name="occupations_by_day"),
            models.Index(
                fields=["expires_at"],
                name="occupations_by_expiry",
                condition=models.Q(expires_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_resource_serves_one_at_a_time",
                expressions=[
                    ("resource", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="an_occupation_takes_time", condition=models.Q(during__isempty=False)
            ),
        ]


class CalendarDay(models.Model):
    """When a day's occupations last changed: tells every process which masks to read anew.

    Written by a trigger at the end of every transaction that touches an occupation.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="calendar_days")
    day = models.DateField()
    version = models.PositiveBigIntegerField()

    privacy: ClassVar = nothing_personal("id", "office", "day", "version")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "day"], name="one_version_per_day")
        ]


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
        REMIND_WEEK = "remind_week"
        REMIND_DAYS = "remind_days"
        REMIND_TODAY = "remind_today"

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    # What the front desk does because the message did not arrive.
    next_step = models.ForeignKey(NextStep, on_delete=models.SET_NULL, null=True, related_name="+")

    privacy: ClassVar = nothing_personal(
        "id", "visit", "kind", "state", "queued_at", "sent_at", "problem", "next_step"
    )

    class Meta:
        ordering: ClassVar = ["queued_at", "id"]
