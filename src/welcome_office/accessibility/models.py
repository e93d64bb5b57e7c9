"""Barriers that people report, and what the office answers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import Keep, Purpose, personal
from welcome_office.partners.models import Office

REPORT_KEPT = Keep(days=180, after=_("the report came in"))
MOST_SIGNS = 2000


class BarrierReport(models.Model):
    """Somebody could not use a page or a paper; whether we may answer is their choice."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="barrier_reports")
    # In their words: what they wanted to do, and where.
    what = models.TextField(max_length=MOST_SIGNS)
    place = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(max_length=MOST_SIGNS, blank=True)
    answered_at = models.DateTimeField(null=True)
    # A report without somebody whose turn it is would be forgotten.
    next_step = models.OneToOneField(NextStep, on_delete=models.PROTECT)

    privacy: ClassVar = personal(
        {
            **{
                name: Purpose(_("to remove the barrier"), REPORT_KEPT) for name in ("what", "place")
            },
            **{
                name: Purpose(_("to answer the report"), REPORT_KEPT)
                for name in ("email", "phone", "language", "answer")
            },
        },
        plain=["id", "office", "created_at", "answered_at", "next_step"],
    )

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_report_says_what", condition=~models.Q(what="")),
            models.CheckConstraint(
                name="an_answer_has_a_day",
                condition=models.Q(answer="") | models.Q(answered_at__isnull=False),
            ),
        ]
