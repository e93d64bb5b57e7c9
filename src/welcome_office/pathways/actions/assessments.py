"""Keep an assessment because its person wants it, share it for a while, delete it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM, Actor, record
from welcome_office.partners.models import Office
from welcome_office.pathways.checking import Check
from welcome_office.pathways.codes import SHARE_LENGTH, digest_of, new_code
from welcome_office.pathways.law_versions import pack_law
from welcome_office.pathways.models import ASSESSMENT_KEPT, Assessment, RuleVersion
from welcome_office.people.models import Person

SHARED_FOR = timedelta(days=7)


@transaction.atomic
def keep_assessment(check: Check, *, office: Office, by: Actor) -> tuple[Assessment, str]:
    """Keep facts, day and law of a check; gives the code back, which is stored nowhere."""
    version, _ = RuleVersion.objects.get_or_create(
        version=check.law.version, defaults={"packed": pack_law(check.law)}
    )
    code = new_code()
    kept = Assessment.objects.create(
        office=office,
        code_digest=digest_of(code),
        purpose=check.purpose,
        facts=dict(check.told),
        for_employer=check.for_employer,
        day=check.day,
        rule_version=version,
        kept_on=timezone.localdate(),
    )
    record("assessment.kept", office=office.slug, subject=kept.audit_subject, by=by)
    return kept, code


@transaction.atomic
def share_assessment(assessment: Assessment, *, by: Actor) -> str:
    """Let a counsellor look with a code, for a week; an earlier code ends."""
    code = new_code(length=SHARE_LENGTH)
    assessment.share_digest = digest_of(code)
    assessment.shared_until = timezone.now() + SHARED_FOR
    assessment.save(update_fields=["share_digest", "shared_until"])
    record(
        "assessment.shared", office=assessment.office.slug, subject=assessment.audit_subject, by=by
    )
    return code


@transaction.atomic
def stop_sharing(assessment: Assessment, *, by: Actor) -> None:
    """End the counsellor's code at once."""
    assessment.share_digest, assessment.shared_until = "", None
    assessment.save(update_fields=["share_digest", "shared_until"])
    record(
        "assessment.unshared",
        office=assessment.office.slug,
        subject=assessment.audit_subject,
        by=by,
    )


@transaction.atomic
def delete_assessment(assessment: Assessment, *, by: Actor) -> None:
    """Delete the facts at once; the state of the law stays, it tells nothing about anybody."""
    record(
        "assessment.deleted",
        office=assessment.office.slug,
        subject=assessment.audit_subject,
        by=by,
    )
    assessment.delete()


@transaction.atomic
def connect_with_visit(assessment: UUID, *, visit: int) -> None:
    """Note the visit that is booked with an assessment, so that both are deleted together."""
    Assessment.objects.filter(pk=assessment).update(visit=visit)


@transaction.atomic
def connect_with_person(visit: int, person: Person) -> None:
    """Let the assessments of a confirmed visit go with its person."""
    Assessment.objects.filter(visit=visit, person=None).update(person=person)


def forget_assessments(*, today: date) -> int:
    """Delete what is kept no longer, and end shares that are over; say how many were deleted."""
    now = timezone.now()
    over = Assessment.objects.filter(shared_until__lte=now)
    over.update(share_digest="", shared_until=None)
    limit = today - timedelta(days=ASSESSMENT_KEPT.days)
    old = Assessment.objects.exclude(is_restricted("assessment")).filter(kept_on__lt=limit)
    gone = list(old.select_related("office"))
    for each in gone:
        delete_assessment(each, by=PROGRAM)
    return len(gone)
