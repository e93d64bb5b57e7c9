"""What is kept about staff no longer."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.retention import Rule
from welcome_office.people.models import IDENTITY_KEPT, STAFF_KEPT, Identity, User


def forget_accounts(now: datetime) -> int:
    """Delete accounts that were closed long ago, with passwords and second factors."""
    closed = User.objects.filter(is_active=False)
    # Closed by another way than ours: the days begin when it is noticed.
    closed.filter(closed_at=None).update(closed_at=now)
    return _delete(closed.filter(closed_at__lte=now - timedelta(days=STAFF_KEPT.days)))


def forget_identities(now: datetime) -> int:
    """Delete accounts of providers that nobody uses; who comes back begins anew.

    A provider does not tell when somebody leaves their organisation.
    """
    limit = now - timedelta(days=IDENTITY_KEPT.days)
    recent = Identity.objects.filter(seen_at__gt=limit).values("user")
    return _delete(User.objects.filter(identities__seen_at__lte=limit).exclude(pk__in=recent))


def _delete(users: QuerySet[User]) -> int:
    found = list(users.distinct())
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
    Rule(
        name="identities",
        kind=_("Accounts that sign in at their organisation's provider, and nobody uses"),
        keep=IDENTITY_KEPT,
        forget=forget_identities,
    ),
)
