"""What staff can ask about firms."""

from collections.abc import Iterable

from welcome_office.cases.models import NextStep
from welcome_office.employers.models import GroupAnnouncement


def announcement_behind(step: NextStep) -> GroupAnnouncement | None:
    """The announcement that this next step answers, if it is one."""
    return GroupAnnouncement.objects.filter(next_step=step).first()


def firms_behind(steps: Iterable[NextStep]) -> dict[int, str]:
    """For next steps that answer a firm: its name, by the number of the step."""
    found = GroupAnnouncement.objects.filter(next_step__in=steps)
    return dict(found.values_list("next_step_id", "firm"))
