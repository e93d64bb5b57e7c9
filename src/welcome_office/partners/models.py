"""The office and the organisations in it, as `load-office` reads them from the office's files.

What the files say is kept whole in `OfficeDefinition` and read back into the same frozen values
(`partners.queries.definition_of`); partners, services and resources are rows so that others can
point at them.
"""

import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal


def version_now() -> int:
    """A version that no earlier state of the database can have had."""
    return time.time_ns() // 1000


class Office(models.Model):
    """One welcome office: place, hours, languages, rules of booking."""

    slug = models.SlugField(max_length=60, unique=True)
    host = models.CharField(max_length=253, blank=True)
    # The moment of the last change (microseconds), so that each process knows when to read anew; a
    # counter would repeat itself after a restored backup.
    definition_version = models.PositiveBigIntegerField(default=version_now)
    is_demo = models.BooleanField(default=False)

    privacy: ClassVar = nothing_personal("id", "slug", "host", "definition_version", "is_demo")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["host"], name="one_office_per_host", condition=~models.Q(host="")
            )
        ]

    def __str__(self) -> str:
        return self.slug


class OfficeDefinition(models.Model):
    """What an office's files say.

    Apart from the office's row, with which almost everything is joined: these are a few hundred
    kilobytes, read once per process and version.
    """

    office = models.OneToOneField(
        Office, on_delete=models.CASCADE, primary_key=True, related_name="files"
    )
    content = models.JSONField()

    privacy: ClassVar = nothing_personal("office", "content")


class OfficeEntry(models.Model):
    """One thing that the desk entered: it is laid over what the files say, and wins."""

    class Kind(models.TextChoices):
        ABSENCE = "absence"
        SHIFT = "shift"
        CLOSURE = "closure"
        NOTICE = "notice"
        ONE_STOP_DAY = "one_stop_day"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    content = models.JSONField()
    entered_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = nothing_personal("id", "office", "kind", "content", "entered_at")

    class Meta:
        ordering: ClassVar = ["entered_at", "id"]


class Partner(models.Model):
    """An organisation that staffs desks (core) or offers help (network)."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="partners")
    slug = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)

    privacy: ClassVar = nothing_personal("id", "office", "slug", "position", "is_active")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "slug"], name="one_partner_per_slug")
        ]

    def __str__(self) -> str:
        return self.slug


class Service(models.Model):
    """An errand or a counselling that takes minutes at a desk."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="services")
    # A partner with services cannot leave unnoticed.
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="services")
    slug = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)

    privacy: ClassVar = nothing_personal("id", "office", "partner", "slug", "position", "is_active")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "slug"], name="one_service_per_slug")
        ]

    def __str__(self) -> str:
        return self.slug


class Resource(models.Model):
    """What a step occupies: a counsellor (by role), an interpreter, a room."""

    class Kind(models.TextChoices):
        COUNSELLOR = "counsellor"
        INTERPRETER = "interpreter"
        ROOM = "room"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="resources")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="resources", null=True
    )
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)

    privacy: ClassVar = nothing_personal(
        "id", "office", "partner", "slug", "kind", "position", "is_active"
    )

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "slug"], name="one_resource_per_slug"),
            models.CheckConstraint(
                name="a_counsellor_belongs_to_a_partner",
                condition=~models.Q(kind="counsellor") | models.Q(partner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """What a signed-in member of staff is in an office; `policy` says what follows from it."""

    class Role(models.TextChoices):
        COUNSELLOR = "counsellor"
        FRONT_DESK = "front_desk"
        COORDINATOR = "coordinator"
        ADMINISTRATOR = "administrator"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="memberships")
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="memberships", null=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, related_name="memberships", null=True
    )
    role = models.CharField(max_length=20, choices=Role.choices)

    privacy: ClassVar = personal(
        {
            name: Purpose(
                _("to give the member of staff their rights"), Keep(90, "the account was closed")
            )
            for name in ("user", "role", "resource")
        },
        plain=["id", "office", "partner"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "office"], name="one_membership_per_office"),
            models.CheckConstraint(
                name="a_counsellor_works_for_a_partner",
                condition=~models.Q(role="counsellor") | models.Q(partner__isnull=False),
            ),
        ]


class EndedAccess(models.Model):
    """An office ended somebody's access: no provider opens it again, only an administrator."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ended_accesses"
    )
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="ended_accesses")

    privacy: ClassVar = personal(
        {
            "user": Purpose(
                _("to keep out whose access was ended"), Keep(90, "the account was closed")
            )
        },
        plain=["id", "office"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "office"], name="access_ends_once_per_office")
        ]
