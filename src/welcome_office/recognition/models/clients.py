"""The people whom an adviser accompanies, and what the adviser documents about each talk."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.partners.models import Office, Partner

CLIENT_KEPT = Keep(days=365, after=_("the last procedure was closed or the last talk took place"))
TO_ACCOMPANY = Purpose(_("to accompany you until the notice arrives"), CLIENT_KEPT)
TO_REPORT = Purpose(_("to count talks for the office's report"), CLIENT_KEPT)


class ImportBatch(models.Model):
    """One file of existing cases that was taken over, so that it can be undone."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="recognition_batches")
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="recognition_batches"
    )
    taken_over_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    cases = models.PositiveIntegerField()

    privacy: ClassVar = nothing_personal(
        "id", "office", "partner", "taken_over_at", "undone_at", "cases"
    )

    class Meta:
        ordering: ClassVar = ["-taken_over_at"]


class Client(models.Model):
    """Somebody whom one organisation accompanies: a code first, a name when the person gives it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="recognition_clients")
    # The only controller of what is kept about this person here.
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="recognition_clients"
    )
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="de")
    # The visit that began it, a plain number: visits and recognition do not know each other.
    visit = models.BigIntegerField(null=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True)
    known_since = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = personal(
        {"code": TO_ACCOMPANY, "name": TO_ACCOMPANY, "language": TO_ACCOMPANY},
        plain=["id", "office", "partner", "visit", "batch", "known_since"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "code"], name="one_client_per_code"),
            models.CheckConstraint(name="a_client_has_a_code", condition=~models.Q(code="")),
        ]

    def __str__(self) -> str:
        return self.name or self.code


class Contact(models.Model):
    """One talk, documented in one form: it counts, and says nothing that need not be kept."""

    class Channel(models.TextChoices):
        ON_SITE = "on_site"
        PHONE = "phone"
        VIDEO = "video"
        MAIL = "mail"

    class Topic(models.TextChoices):
        FIRST = "first"
        OCCUPATION = "occupation"
        PAPERS = "papers"
        APPLICATION = "application"
        FUNDING = "funding"
        NOTICE = "notice"
        MEASURE = "measure"
        RESIDENCE = "residence"
        LANGUAGE = "language"
        WORK = "work"

    class Outcome(models.TextChoices):
        INFORMED = "informed"
        PAPERS_TO_GET = "papers_to_get"
        APPLICATION_SENT = "application_sent"
        REFERRED = "referred"
        MEASURE_FOUND = "measure_found"
        RECOGNISED = "recognised"
        NO_WAY = "no_way"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contacts")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic.choices))
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    noted_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = personal(
        dict.fromkeys(("client", "day", "minutes", "channel", "topics", "outcome"), TO_REPORT),
        plain=["id", "noted_at"],
    )

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_talk_takes_time", condition=models.Q(minutes__gte=1, minutes__lte=480)
            ),
            models.CheckConstraint(
                name="a_talk_is_about_something", condition=~models.Q(topics=[])
            ),
        ]
