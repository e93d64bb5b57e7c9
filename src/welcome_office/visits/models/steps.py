"""The steps of a visit, and what they occupy."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Purpose, nothing_personal, personal
from welcome_office.partners.models import Office, Resource, Service
from welcome_office.visits.models.visit import VISIT_KEPT, Visit, VisitPerson


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
