"""What all trades have in common: what happens next, and whose turn it is."""

from typing import ClassVar

from django.db import models

from welcome_office.core.privacy import nothing_personal
from welcome_office.partners.models import Membership, Office, Partner


class NextStep(models.Model):
    """What happens next: exactly one owner, a due date, one plain sentence.

    The owner sees to it; `actor` says who has to act, who may be outside of the house.
    """

    class Actor(models.TextChoices):
        OFFICE = "office"
        PERSON = "person"
        BODY = "body"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="next_steps")
    # The organisation whose member owns it; none where the house itself does.
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="next_steps", null=True
    )
    owner_role = models.CharField(max_length=20, choices=Membership.Role.choices)
    actor = models.CharField(max_length=10, choices=Actor.choices, default=Actor.OFFICE)
    due_on = models.DateField()
    sentence = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    privacy: ClassVar = nothing_personal(
        "id", "office", "partner", "owner_role", "actor", "due_on", "sentence", "created_at",
        "done_at",
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_next_step_says_what", condition=~models.Q(sentence="")),
            models.CheckConstraint(
                name="a_counsellor_owns_for_an_organisation",
                condition=~models.Q(owner_role="counsellor") | models.Q(partner__isnull=False),
            ),
        ]
