"""What staff can ask about firms."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from welcome_office.cases.models import NextStep
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Office


def announcement_behind(step: NextStep) -> GroupAnnouncement | None:
    """The announcement that this next step answers, if it is one."""
    return GroupAnnouncement.objects.filter(next_step=step).first()


def firms_behind(steps: Iterable[NextStep]) -> dict[int, str]:
    """For next steps that answer a firm: its name, by the number of the step."""
    found = GroupAnnouncement.objects.filter(next_step__in=steps)
    return dict(found.values_list("next_step_id", "firm"))


def announcements_today(office: Office, *, email: str) -> int:
    """How many groups were announced from this address in the last 24 hours."""
    since = timezone.now() - timedelta(days=1)
    return GroupAnnouncement.objects.filter(
        office=office, email__iexact=email, created_at__gte=since
    ).count()
