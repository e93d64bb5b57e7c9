"""What happened and who looked: records that are only ever added to. And counts, soon forgotten."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal

AUDIT_KEPT = Keep(days=3 * 365, after=_("the record was made"))
COUNT_KEPT = Keep(days=1, after=_("it was counted"))


class AuditRecord(models.Model):
    """One thing that somebody did; no foreign keys, so that it never blocks a deletion."""

    at = models.DateTimeField(auto_now_add=True)
    office = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)

    privacy: ClassVar = personal(
        {"actor": Purpose(_("to find out who changed something"), AUDIT_KEPT)},
        plain=["id", "at", "office", "action", "subject", "detail"],
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "at"], name="audit_by_subject"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]


class AccessRecord(models.Model):
    """One look of a member of staff at somebody's data."""

    at = models.DateTimeField(auto_now_add=True)
    office = models.CharField(max_length=60)
    viewer = models.CharField(max_length=80)
    viewer_partner = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=60)

    privacy: ClassVar = personal(
        {
            "viewer": Purpose(_("to tell the person who looked at the data"), AUDIT_KEPT),
            "viewer_partner": Purpose(
                _("to tell the person which organisation looked"), AUDIT_KEPT
            ),
        },
        plain=["id", "at", "office", "subject", "purpose"],
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="access_by_subject")]


class AuditLink(models.Model):
    """One link of the chain over acts and looks: a digest of the record and of the link before."""

    class Kind(models.TextChoices):
        ACT = "act"
        LOOK = "look"

    position = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    record = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = nothing_personal("position", "kind", "record", "digest", "sealed_at")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "record"], name="a_record_is_sealed_once")
        ]


class RetentionRun(models.Model):
    """Proof that a rule of deletion was followed: which one, when, how many; nothing of whom."""

    rule = models.CharField(max_length=40)
    at = models.DateTimeField()
    count = models.PositiveIntegerField()

    privacy: ClassVar = nothing_personal("id", "rule", "at", "count")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at", "rule"], name="retention_runs_by_time")]


class DaySalt(models.Model):
    """The secret under which one day's counts are hashed; when it is gone, nobody can read them."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField()

    privacy: ClassVar = nothing_personal("day", "salt")


class Tally(models.Model):
    """How often something was done within a stretch of time, under a hash of what, who and when."""

    key = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()
    count = models.PositiveIntegerField()

    privacy: ClassVar = personal(
        {"key": Purpose(_("so that programs take no times away from people"), COUNT_KEPT)},
        plain=["at", "count"],
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="tallies_by_age")]
