"""Firms that employ people from abroad, and the groups they announce."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import Keep, Purpose, personal
from welcome_office.partners.models import Office

ANNOUNCEMENT_KEPT = Keep(days=180, after=_("the group arrived"))


class GroupAnnouncement(models.Model):
    """A firm tells the office that a group will come: how many, when, which languages; no names."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="announcements")
    firm = models.CharField(max_length=120)
    contact_name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    people = models.PositiveSmallIntegerField()
    arrives_in_week_of = models.DateField()
    languages = ArrayField(models.CharField(max_length=10))
    with_families = models.BooleanField()
    message = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(auto_now_add=True)
    # An announcement without somebody whose turn it is would be forgotten.
    next_step = models.OneToOneField(NextStep, on_delete=models.PROTECT)

    privacy: ClassVar = personal(
        {
            name: Purpose(_("to answer the firm"), ANNOUNCEMENT_KEPT)
            for name in ("firm", "contact_name", "email", "phone", "message")
        },
        plain=[
            "id", "office", "people", "arrives_in_week_of", "languages", "with_families",
            "language", "created_at", "next_step",
        ],
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_group_has_at_least_two_people", condition=models.Q(people__gte=2)
            )
        ]
