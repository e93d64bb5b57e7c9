"""What people say of their papers before they come."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Purpose, personal
from welcome_office.visits.models.visit import VISIT_KEPT, Visit


class PaperAnswer(models.Model):
    """Whether somebody has a paper; `paper` is the question's key (`visits.readiness`)."""

    class Answer(models.TextChoices):
        HAVE = "have"
        WILL = "will"
        LACK = "lack"
        NOT_NEEDED = "not_needed"

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="paper_answers")
    paper = models.CharField(max_length=80)
    answer = models.CharField(max_length=10, choices=Answer.choices)

    privacy: ClassVar = personal(
        {
            name: Purpose(_("so that nobody is sent away for a missing paper"), VISIT_KEPT)
            for name in ("paper", "answer")
        },
        plain=["id", "visit"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "paper"], name="one_answer_per_paper")
        ]
