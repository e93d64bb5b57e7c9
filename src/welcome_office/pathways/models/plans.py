"""An arrival plan that somebody wanted to keep, and the visits that were booked from it."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, personal
from welcome_office.partners.models import Office

PLAN_KEPT = Keep(days=365, after=_("you last opened it, or until you delete it"))
TO_PLAN = Purpose(_("to show you your plan again, only because you wished it"), PLAN_KEPT)


class KeptPlan(models.Model):
    """The answers of somebody who arrives, what is done, and what the plan last promised.

    No name belongs to it. Whoever holds the code may read, change and delete it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="kept_plans")
    code_digest = models.CharField(max_length=64, unique=True)
    answers = models.JSONField()
    done = ArrayField(models.CharField(max_length=40), default=list)
    language = models.CharField(max_length=10)
    # Empty where nobody wants mail; the plan is then opened with the code alone.
    email = models.EmailField(blank=True)
    # What the plan said on `told_on` by the law of `law_version`: a change of law shows against it.
    told = models.JSONField()
    told_on = models.DateField()
    law_version = models.CharField(max_length=16)
    # Changes of law that the person has not read yet, as `law.arrival.difference` finds them.
    news = models.JSONField(null=True)
    opened_on = models.DateField()

    privacy: ClassVar = personal(
        {
            "code_digest": TO_PLAN,
            "answers": TO_PLAN,
            "done": TO_PLAN,
            "language": Purpose(_("to write to you in your language"), PLAN_KEPT),
            "email": Purpose(_("to tell you when the law changes your plan"), PLAN_KEPT),
            "told": TO_PLAN,
            "told_on": TO_PLAN,
            "news": TO_PLAN,
        },
        plain=["id", "office", "law_version", "opened_on"],
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["law_version"], name="kept_plans_by_law"),
            models.Index(fields=["opened_on"], name="kept_plans_by_last_opening"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_kept_plan_has_a_code", condition=~models.Q(code_digest="")
            )
        ]

    @property
    def audit_subject(self) -> str:
        """How the audit trail names it."""
        return f"plan:{self.pk}"


class PlannedVisit(models.Model):
    """A visit that was booked from a plan, and the errands that it is to close.

    The visit is a plain number: visits and pathways do not know each other.
    """

    plan = models.ForeignKey(KeptPlan, on_delete=models.CASCADE, related_name="visits")
    visit = models.BigIntegerField()
    errands = ArrayField(models.CharField(max_length=40))

    privacy: ClassVar = personal(
        {
            "visit": Purpose(_("so that your plan shows what a visit has closed"), PLAN_KEPT),
            "errands": Purpose(_("so that your plan shows what a visit has closed"), PLAN_KEPT),
        },
        plain=["id", "plan"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "visit"], name="a_plan_names_a_visit_once")
        ]
