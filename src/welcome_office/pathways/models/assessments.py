"""An assessment that somebody wanted to keep, and the state of the law it was made with."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.partners.models import Office
from welcome_office.people.models import Person

ASSESSMENT_KEPT = Keep(days=365, after=_("you kept it, or until you delete it"))
TO_COME_BACK = Purpose(
    _("to show you your answers again, only because you wished it"), ASSESSMENT_KEPT
)
TO_DELETE = Purpose(_("to delete it together with your visit's data"), ASSESSMENT_KEPT)
TO_SHARE = Purpose(_("to show your answers to a counsellor whom you gave a code"), ASSESSMENT_KEPT)


class RuleVersion(models.Model):
    """One state of the residence law, packed; it stays for ever, so that answers can be redone."""

    version = models.CharField(max_length=12, primary_key=True)
    # The checked law as packed JSON: about 30 kilobytes.
    packed = models.BinaryField()
    kept_since = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = nothing_personal("version", "packed", "kept_since")


class Assessment(models.Model):
    """The facts that somebody told, the day, and the law: enough to find the same again.

    No name belongs to it. Whoever holds the code may read and delete it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="assessments")
    # Known only where a visit was booked with it and confirmed; goes with the person.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="assessments"
    )
    # The visit booked with it, a plain number: visits and pathways do not know each other.
    visit = models.BigIntegerField(null=True)
    code_digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=30)
    facts = models.JSONField()
    # Asked at the employers' door: other words, the same law.
    for_employer = models.BooleanField(default=False)
    day = models.DateField()
    rule_version = models.ForeignKey(
        RuleVersion, on_delete=models.PROTECT, related_name="assessments"
    )
    kept_on = models.DateField()
    share_digest = models.CharField(max_length=64, blank=True)
    shared_until = models.DateTimeField(null=True)

    privacy: ClassVar = personal(
        {
            "person": TO_DELETE,
            "visit": TO_DELETE,
            "code_digest": TO_COME_BACK,
            "purpose": TO_COME_BACK,
            "facts": TO_COME_BACK,
            "share_digest": TO_SHARE,
            "shared_until": TO_SHARE,
        },
        plain=["id", "office", "for_employer", "day", "rule_version", "kept_on"],
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_shared_assessment_has_an_end",
                condition=models.Q(share_digest="", shared_until=None)
                | (~models.Q(share_digest="") & models.Q(shared_until__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["share_digest"],
                name="one_assessment_per_share_code",
                condition=~models.Q(share_digest=""),
            ),
        ]

    @property
    def audit_subject(self) -> str:
        """How audit and access records name it."""
        return f"assessment:{self.pk}"
