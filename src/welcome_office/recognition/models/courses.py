"""What a partial notice says is missing, and the courses and measures that make up for it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from welcome_office.core.privacy import nothing_personal, personal
from welcome_office.partners.models import Office, Partner
from welcome_office.recognition.models.clients import TO_ACCOMPANY
from welcome_office.recognition.models.procedures import Procedure


class Course(models.Model):
    """A course or examination that an organisation keeps in its own list, with its places."""

    class Kind(models.TextChoices):
        ADAPTATION = "adaptation"
        KNOWLEDGE_TEST = "knowledge_test"
        APTITUDE_TEST = "aptitude_test"
        SKILLS_ANALYSIS = "skills_analysis"
        LANGUAGE = "language"
        OTHER = "other"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="recognition_courses")
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="recognition_courses"
    )
    title = models.CharField(max_length=160)
    provider = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # For all occupations where none is named.
    occupations = ArrayField(models.CharField(max_length=10), default=list)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    begins_on = models.DateField(null=True)
    places = models.PositiveSmallIntegerField()
    link = models.URLField(blank=True)
    is_offered = models.BooleanField(default=True)

    privacy: ClassVar = nothing_personal(
        "id", "office", "partner", "title", "provider", "kind", "occupations", "topics",
        "begins_on", "places", "link", "is_offered",
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["begins_on", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_course_has_a_title", condition=~models.Q(title="") & ~models.Q(provider="")
            )
        ]

    def __str__(self) -> str:
        return self.title


class Deficit(models.Model):
    """One difference that a notice names."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="deficits")
    topic = models.CharField(max_length=160)
    settled_on = models.DateField(null=True)

    privacy: ClassVar = personal(
        dict.fromkeys(("topic", "settled_on"), TO_ACCOMPANY), plain=["id", "procedure"]
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "topic"], name="one_line_per_difference"),
            models.CheckConstraint(name="a_difference_is_named", condition=~models.Q(topic="")),
        ]


class Measure(models.Model):
    """What somebody does to make up for differences: a place in a course, or something else."""

    class State(models.TextChoices):
        PLANNED = "planned"
        RUNNING = "running"
        PASSED = "passed"
        FAILED = "failed"
        GIVEN_UP = "given_up"

    # In these states a place in the course is taken.
    TAKING = (State.PLANNED, State.RUNNING)

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="measures")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="measures", null=True)
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    since = models.DateField()

    privacy: ClassVar = personal(
        dict.fromkeys(("course", "title", "state", "since"), TO_ACCOMPANY),
        plain=["id", "procedure"],
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "course"],
                condition=models.Q(state__in=["planned", "running"]),
                name="nobody_sits_twice_in_a_course",
            ),
            models.CheckConstraint(name="a_measure_has_a_title", condition=~models.Q(title="")),
        ]
