"""What is kept of checks and plans no longer."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from welcome_office.core.retention import Rule
from welcome_office.pathways.actions import forget_assessments
from welcome_office.pathways.actions.plans import forget_plans
from welcome_office.pathways.models import ASSESSMENT_KEPT, PLAN_KEPT


def _assessments(now: datetime) -> int:
    return forget_assessments(today=timezone.localdate(now))


def _plans(now: datetime) -> int:
    return forget_plans(today=timezone.localdate(now))


RULES = (
    Rule(
        name="assessments",
        kind=_("Checks of residence pathways that somebody kept"),
        keep=ASSESSMENT_KEPT,
        forget=_assessments,
    ),
    Rule(
        name="plans",
        kind=_("Arrival plans that somebody kept"),
        keep=PLAN_KEPT,
        forget=_plans,
    ),
)
