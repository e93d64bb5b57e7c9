"""What people keep of the check of residence pathways, and of their arrival plan."""

from welcome_office.pathways.models.assessments import ASSESSMENT_KEPT, Assessment, RuleVersion
from welcome_office.pathways.models.plans import PLAN_KEPT, KeptPlan, PlannedVisit

__all__ = [
    "ASSESSMENT_KEPT",
    "PLAN_KEPT",
    "Assessment",
    "KeptPlan",
    "PlannedVisit",
    "RuleVersion",
]
