"""What can happen to what people keep of the check."""

from welcome_office.pathways.actions.assessments import (
    SHARED_FOR,
    connect_with_person,
    connect_with_visit,
    delete_assessment,
    forget_assessments,
    keep_assessment,
    share_assessment,
    stop_sharing,
)

__all__ = [
    "SHARED_FOR",
    "connect_with_person",
    "connect_with_visit",
    "delete_assessment",
    "forget_assessments",
    "keep_assessment",
    "share_assessment",
    "stop_sharing",
]
