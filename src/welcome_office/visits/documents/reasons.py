"""Why the office cancelled a visit, in words for the person."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welcome_office.visits.models import Arrangement, Visit

Reason = Arrangement.CancelReason
# What the desk alone needs to know stays unsaid.
REASONS: Mapping[str, Promise] = {
    Reason.NOBODY_THERE: _("Nobody can be at the desk on this day."),
    Reason.CLOSED: _("The house is closed on this day."),
    Reason.TWICE: _("The visit was booked twice; the other one counts."),
}


def reason_of_cancelling(visit: Visit) -> str:
    """The office's reason in the active language, or nothing."""
    arranged = Arrangement.objects.filter(visit=visit).first()
    return str(REASONS.get(arranged.cancel_reason, "")) if arranged else ""
