"""What all trades have in common: what happens next, and whose turn it is."""

from typing import ClassVar

from django.db import models

from welcome_office.core.privacy import nothing_personal
from welcome_office.partners.models import Membership, Office


class NextStep(models.Model):
    """What happens next: exactly one owner, a due date, one plain sentence."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="next_steps")
    owner_role = models.CharField(max_length=20, choices=Membership.Role.choices)
    due_on = models.DateField()
    sentence = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    privacy: ClassVar = nothing_personal(
        "id", "office", "owner_role", "due_on", "sentence", "created_at", "done_at"
    )

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_next_step_says_what", condition=~models.Q(sentence=""))
        ]
