"""What is kept of barriers no longer."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_noop as _

from welcome_office.accessibility.actions import delete_report
from welcome_office.accessibility.models import REPORT_KEPT, BarrierReport
from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM
from welcome_office.core.retention import Rule


def forget_reports(now: datetime) -> int:
    """Delete reports that came in long ago, with whose turn it was to answer."""
    free = BarrierReport.objects.exclude(is_restricted("barrier"))
    old = free.filter(created_at__lte=now - timedelta(days=REPORT_KEPT.days))
    found = list(old.select_related("office", "next_step"))
    for each in found:
        delete_report(each, by=PROGRAM)
    return len(found)


RULES = (
    Rule(
        name="barrier-reports",
        kind=_("Reports of barriers"),
        keep=REPORT_KEPT,
        forget=forget_reports,
    ),
)
