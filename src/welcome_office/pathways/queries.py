"""What can be asked about kept assessments."""

from datetime import datetime

from welcome_office.cases.queries import restriction_of
from welcome_office.partners.models import Office
from welcome_office.pathways.checking import Check
from welcome_office.pathways.codes import SHARE_LENGTH, digest_of, read_code
from welcome_office.pathways.law_versions import law_of_version
from welcome_office.pathways.models import Assessment


def assessment_with_code(typed: str, *, office: Office) -> Assessment | None:
    """What somebody kept, by the code that only they have."""
    code = read_code(typed)
    return _find(office, code_digest=digest_of(code)) if code else None


def assessment_shared_with(typed: str, *, office: Office, now: datetime) -> Assessment | None:
    """What somebody shares, by the code for a counsellor, while it is good."""
    code = read_code(typed, length=SHARE_LENGTH)
    if code is None:
        return None
    found = _find(office, share_digest=digest_of(code), shared_until__gt=now)
    is_free = found is not None and restriction_of(found.audit_subject) is None
    return found if is_free else None


def check_of(assessment: Assessment) -> Check:
    """The check as it was: the same facts, day and law."""
    return Check(
        purpose=assessment.purpose,
        told=assessment.facts,
        day=assessment.day,
        for_employer=assessment.for_employer,
        law=law_of_version(assessment.rule_version_id),
    )


def visits_with_assessments() -> list[int]:
    """The numbers of visits that were booked with an assessment, as long as no person is known."""
    waiting = Assessment.objects.filter(person=None).exclude(visit=None)
    return [each.visit for each in waiting if each.visit is not None]


def _find(office: Office, **known: object) -> Assessment | None:
    found = Assessment.objects.select_related("office", "rule_version")
    return found.filter(office=office, **known).first()
