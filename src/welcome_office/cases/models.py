"""What all trades have in common: what happens next, whose turn it is, what is restricted."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.partners.models import Membership, Office, Partner

REQUEST_KEPT = Keep(days=3 * 365, after=_("the request was answered"))
RESTRICTION_KEPT = Keep(days=365, after=_("the restriction ended"))


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


class Restriction(models.Model):
    """Data that is kept and not used until a question about it is settled (Art. 18 GDPR)."""

    class Ground(models.TextChoices):
        DISPUTED = "disputed"
        UNLAWFUL = "unlawful"
        CLAIMS = "claims"
        OBJECTION = "objection"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="restrictions")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    reason = models.CharField(max_length=300)
    since = models.DateTimeField(auto_now_add=True)
    review_on = models.DateField()
    # Reminds the coordinator of the review; done when the restriction ends.
    next_step = models.OneToOneField(NextStep, on_delete=models.SET_NULL, null=True)
    # Where the person is told before it ends; empty where only a letter or a call reaches them.
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10)
    lifted_because = models.CharField(max_length=300, blank=True)
    # Ahead from the moment the person was told until it really ends.
    ends_at = models.DateTimeField(null=True)

    privacy: ClassVar = personal(
        {
            "reason": Purpose(_("to settle what you dispute"), RESTRICTION_KEPT),
            "email": Purpose(_("to tell you before the restriction ends"), RESTRICTION_KEPT),
            "lifted_because": Purpose(_("to show why the restriction ended"), RESTRICTION_KEPT),
        },
        plain=["id", "office", "ground", "since", "review_on", "next_step", "language", "ends_at"],
    )

    class Meta:
        ordering: ClassVar = ["review_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_restriction_says_why", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="what_ends_a_restriction_is_said",
                condition=models.Q(ends_at=None) | ~models.Q(lifted_because=""),
            ),
        ]


class RestrictedThing(models.Model):
    """One thing that a restriction covers, named as the audit trail names it ("visit:12")."""

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="things")
    subject = models.CharField(max_length=80)

    privacy: ClassVar = nothing_personal("id", "restriction", "subject")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject"], name="restricted_by_subject")]


class DataRequest(models.Model):
    """What somebody asked under Art. 15 to 21 GDPR, until when it is answered, and how it was."""

    class Kind(models.TextChoices):
        COPY = "copy"
        CORRECT = "correct"
        DELETE = "delete"
        RESTRICT = "restrict"
        OBJECT = "object"

    class Outcome(models.TextChoices):
        DONE = "done"
        PARTLY = "partly"
        REFUSED = "refused"

    class Ground(models.TextChoices):
        # Of one kind of request each: Art. 15 (4), 16, 17 (3) (b) and (e), 18 (1), 21 (1).
        OTHERS = "others"
        RIGHT = "right"
        LAW = "law"
        CLAIMS = "claims"
        NO_CASE = "no_case"
        COMPELLING = "compelling"
        # Of any: Art. 12 (2), 12 (5), and where there is nothing.
        IDENTITY = "identity"
        EXCESSIVE = "excessive"
        NOTHING = "nothing"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Reference, mail address or number, as the person gave it.
    who = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    received_on = models.DateField()
    due_on = models.DateField()
    # Why two more months are needed (Art. 12 (3)); the person is told.
    extended_because = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    next_step = models.OneToOneField(NextStep, on_delete=models.SET_NULL, null=True)

    privacy: ClassVar = personal(
        {
            "who": Purpose(_("to show that your request was answered"), REQUEST_KEPT),
            "kind": Purpose(_("to show that your request was answered"), REQUEST_KEPT),
            "extended_because": Purpose(_("to show that your request was answered"), REQUEST_KEPT),
        },
        plain=[
            "id", "office", "language", "received_on", "due_on", "answered_on", "outcome",
            "ground", "next_step",
        ],
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_answered_request_says_how",
                condition=models.Q(answered_on=None, outcome="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(outcome="")),
            ),
            models.CheckConstraint(
                name="who_refuses_says_why",
                condition=models.Q(outcome__in=["", "done"]) | ~models.Q(ground=""),
            ),
        ]

    @property
    def audit_subject(self) -> str:
        """How audit records name it."""
        return f"request:{self.pk}"
