"""The day on paper, kept ready for the morning on which the network is down."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, personal
from welcome_office.partners.models import Office, Partner

PAPER_KEPT = Keep(days=1, after=_("the day of the visit"))


class DayPaper(models.Model):
    """The steps of one day at one organisation's desks as a PDF; without a partner, of the house.

    Kept in the database and not as a file, so that nobody reaches it but through the policy.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="day_papers")
    day = models.DateField()
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="day_papers", null=True
    )
    content = models.BinaryField()
    made_at = models.DateTimeField()

    privacy: ClassVar = personal(
        {"content": Purpose(_("to receive you also when the network is down"), PAPER_KEPT)},
        plain=["id", "office", "day", "partner", "made_at"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "day", "partner"],
                name="one_paper_per_day_and_organisation",
                nulls_distinct=False,
            )
        ]
