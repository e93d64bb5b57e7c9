"""What is kept about staff no longer."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_noop as _

from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.retention import Rule
from welcome_office.people.models import STAFF_KEPT, User


def forget_accounts(now: datetime) -> int:
    """Delete accounts that were closed long ago, with passwords and second factors."""
    closed = User.objects.filter(is_active=False)
    # Closed by another way than ours: the days begin when it is noticed.
    closed.filter(closed_at=None).update(closed_at=now)
    found = list(closed.filter(closed_at__lte=now - timedelta(days=STAFF_KEPT.days)))
    for user in found:
        record("account.deleted", office="", subject=user.audit_name, by=PROGRAM)
        user.delete()
    return len(found)


RULES = (
    Rule(
        name="accounts",
        kind=_("Accounts of staff with roles and second factors"),
        keep=STAFF_KEPT,
        forget=forget_accounts,
    ),
)
