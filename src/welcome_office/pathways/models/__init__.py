"""What people keep of the check of residence pathways."""

from welcome_office.pathways.models.assessments import ASSESSMENT_KEPT, Assessment, RuleVersion

__all__ = ["ASSESSMENT_KEPT", "Assessment", "RuleVersion"]
