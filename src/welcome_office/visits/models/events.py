"""What happens on the day: events of a step that are only ever added, and what was agreed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import Purpose, nothing_personal, personal
from welcome_office.visits.models.steps import Step
from welcome_office.visits.models.visit import VISIT_KEPT


class StepEvent(models.Model):
    """Something happened to a step, or was noted by mistake and is taken back.

    Rows are only added: a trigger refuses everything else, so that numbers counted later are the
    ones of the day. They name nobody; who noted something stands in the audit trail.
    """

    class Kind(models.TextChoices):
        EXPECTED = "expected"
        HERE = "here"
        RUNNING = "running"
        DONE = "done"
        CONTINUES = "continues"
        MISSED = "missed"

    CLOSING = (Kind.DONE, Kind.CONTINUES, Kind.MISSED)

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="events")
    # The state of the step from now on.
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    # Noted by the program, because nobody checked in.
    is_automatic = models.BooleanField(default=False)
    # The papers that were missing, by the names of the office's files.
    missing_papers = ArrayField(models.CharField(max_length=60), default=list)
    # One-to-one, so that two who correct the same event at the same moment correct it once.
    takes_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="taken_back_by"
    )

    privacy: ClassVar = nothing_personal(
        "id", "step", "kind", "at", "is_automatic", "missing_papers", "takes_back"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="papers_are_missing_where_something_continues",
                condition=models.Q(kind="continues") | models.Q(missing_papers=[]),
            ),
            models.CheckConstraint(
                name="only_a_correction_says_expected_again",
                condition=~models.Q(kind="expected") | models.Q(takes_back__isnull=False),
            ),
        ]


class Continuation(models.Model):
    """What continues after a step: what and where; its next step says who, and until when."""

    event = models.OneToOneField(StepEvent, on_delete=models.PROTECT, related_name="continuation")
    next_step = models.OneToOneField(NextStep, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=160)
    where = models.CharField(max_length=120, blank=True)

    privacy: ClassVar = personal(
        {
            name: Purpose(_("so that you and the desk know what comes next"), VISIT_KEPT)
            for name in ("what", "where")
        },
        plain=["id", "event", "next_step"],
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_continuation_says_what", condition=~models.Q(what=""))
        ]
