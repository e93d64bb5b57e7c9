"""What people tell an adviser before they come."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, personal
from welcome_office.partners.models import Office, Partner

ENQUIRY_KEPT = Keep(days=30, after=_("the visit ended"))
TO_PREPARE = Purpose(_("so that the adviser can prepare, only if you ticked it"), ENQUIRY_KEPT)


class Enquiry(models.Model):
    """What somebody lets one adviser know before the visit; one purpose, one recipient.

    The visit is a plain number: visits and recognition do not know each other.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="enquiries")
    # The recipient of this consent, and nobody else.
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="enquiries")
    visit = models.BigIntegerField(unique=True)
    visit_ends_on = models.DateField()
    occupation = models.CharField(max_length=10)
    trained_in = models.CharField(max_length=2, blank=True)
    body = models.CharField(max_length=30, blank=True)
    missing_papers = ArrayField(models.CharField(max_length=80), default=list)
    # What the person read when ticking, so that it can be shown later.
    consent_wording = models.TextField()
    consented_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = personal(
        {
            "occupation": TO_PREPARE,
            "trained_in": TO_PREPARE,
            "body": TO_PREPARE,
            "missing_papers": TO_PREPARE,
            "consent_wording": Purpose(_("to prove what you agreed to"), ENQUIRY_KEPT),
            "consented_at": Purpose(_("to prove when you agreed"), ENQUIRY_KEPT),
        },
        plain=["id", "office", "partner", "visit", "visit_ends_on"],
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_enquiry_says_what_was_agreed",
                condition=~models.Q(consent_wording=""),
            )
        ]

    @property
    def audit_subject(self) -> str:
        """How audit and access records name it."""
        return f"visit:{self.visit}"
