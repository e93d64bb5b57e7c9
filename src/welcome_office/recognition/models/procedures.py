"""One recognition procedure: what happened, which papers there are, and what happens next."""

from typing import ClassVar

from django.db import models

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import personal
from welcome_office.law.recognition.events import Happening, Result
from welcome_office.partners.models import Office, Partner
from welcome_office.recognition.models.clients import TO_ACCOMPANY, Client, ImportBatch

HAPPENINGS = [(each.value, each.value) for each in Happening]
RESULTS = [(each.value, each.value) for each in Result]


class Procedure(models.Model):
    """One application for recognition. While it is open it has exactly one next step."""

    class Closed(models.TextChoices):
        RECOGNISED = "recognised"
        PARTLY = "partly"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        MOVED = "moved"
        NO_CONTACT = "no_contact"
        MISTAKE = "mistake"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="recognition_procedures"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="recognition_procedures"
    )
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="procedures")
    land = models.CharField(max_length=20)
    occupation = models.CharField(max_length=10)
    body = models.CharField(max_length=30, blank=True)
    # What the law asks, as far as it is known (`law.recognition.facts`).
    facts = models.JSONField(default=dict)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_reason = models.CharField(max_length=20, choices=Closed.choices, blank=True)
    next_step = models.OneToOneField(
        NextStep, on_delete=models.PROTECT, null=True, related_name="recognition_procedure"
    )
    # What the clock said when the next step was promised: only a change of it makes a new one.
    act = models.CharField(max_length=40, blank=True)
    act_due = models.DateField(null=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True)

    privacy: ClassVar = personal(
        dict.fromkeys(
            (
                "client", "occupation", "body", "facts", "opened_on", "closed_on",
                "closed_reason", "act", "act_due", "next_step",
            ),
            TO_ACCOMPANY,
        ),
        plain=["id", "office", "partner", "land", "batch"],
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["-opened_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_open_procedure_has_a_next_step",
                condition=models.Q(
                    closed_on__isnull=True, closed_reason="", next_step__isnull=False
                )
                | models.Q(closed_on__isnull=False, next_step__isnull=True)
                & ~models.Q(closed_reason=""),
            ),
        ]

    @property
    def audit_subject(self) -> str:
        """How audit and access records name this procedure."""
        return f"procedure:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.closed_on is None


class ProcedureEvent(models.Model):
    """Something that happened on a day. Rows are only added; a correction is a row of its own."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30, choices=HAPPENINGS)
    day = models.DateField()
    until = models.DateField(null=True)
    result = models.CharField(max_length=10, choices=RESULTS, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    # The replaced event never happened.
    is_struck = models.BooleanField(default=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = personal(
        dict.fromkeys(("kind", "day", "until", "result"), TO_ACCOMPANY),
        plain=["id", "procedure", "replaces", "is_struck", "noted_at"],
    )

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_notice_and_only_a_notice_has_a_result",
                condition=models.Q(kind="notice") & ~models.Q(result="")
                | ~models.Q(kind="notice") & models.Q(result=""),
            ),
            models.CheckConstraint(
                name="only_what_was_noted_can_be_struck",
                condition=models.Q(is_struck=False) | models.Q(replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_set_lies_ahead",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("day")),
            ),
        ]


class Paper(models.Model):
    """A paper of a procedure and how far it is."""

    class State(models.TextChoices):
        MISSING = "missing"
        TRANSLATING = "translating"
        COMPLETE = "complete"
        SENT = "sent"

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="papers")
    # The law's id ("set/paper"), or the adviser's own words where the law has none.
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=State.choices, default=State.MISSING)
    since = models.DateField()

    privacy: ClassVar = personal(
        dict.fromkeys(("name", "state", "since"), TO_ACCOMPANY), plain=["id", "procedure"]
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "name"], name="one_line_per_paper"),
            models.CheckConstraint(name="a_paper_has_a_name", condition=~models.Q(name="")),
        ]
