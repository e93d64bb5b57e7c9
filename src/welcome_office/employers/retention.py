"""What is kept of firms no longer."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM
from welcome_office.core.retention import Rule
from welcome_office.employers.actions import delete_announcement
from welcome_office.employers.models import ANNOUNCEMENT_KEPT, GroupAnnouncement


def forget_announcements(now: datetime) -> int:
    """Delete groups that arrived long ago, with whose turn it was to answer."""
    limit = timezone.localdate(now) - timedelta(days=ANNOUNCEMENT_KEPT.days)
    free = GroupAnnouncement.objects.exclude(is_restricted("announcement"))
    old = free.filter(arrives_in_week_of__lte=limit)
    found = list(old.select_related("office", "next_step"))
    for each in found:
        delete_announcement(each, by=PROGRAM)
    return len(found)


RULES = (
    Rule(
        name="announcements",
        kind=_("Announcements of groups by firms"),
        keep=ANNOUNCEMENT_KEPT,
        forget=forget_announcements,
    ),
)
