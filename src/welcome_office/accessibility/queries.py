"""What staff can ask about barriers."""

from welcome_office.accessibility.models import BarrierReport
from welcome_office.cases.models import NextStep


def report_behind(step: NextStep) -> BarrierReport | None:
    """The report that this next step answers, if it is one."""
    return BarrierReport.objects.select_related("office").filter(next_step=step).first()
