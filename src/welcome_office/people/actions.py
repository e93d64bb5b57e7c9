"""What can happen to the account of a member of staff."""

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.people.models import User


@transaction.atomic
def open_account(*, email: str, name: str, office: str, by: Actor) -> User:
    """Make an account without a password; its owner sets one through a mailed link."""
    user = User.objects.create_user(email, name=name)
    record("account.opened", office=office, subject=user.audit_name, by=by)
    return user


@transaction.atomic
def close_account(user: User, *, office: str, by: Actor) -> None:
    """End all rights and every session of the account at once; it can be opened again."""
    user.is_active, user.closed_at = False, timezone.now()
    user.save(update_fields=["is_active", "closed_at"])
    record("account.closed", office=office, subject=user.audit_name, by=by)


@transaction.atomic
def reopen_account(user: User, *, office: str, by: Actor) -> None:
    """Let the owner of a closed account sign in again."""
    user.is_active, user.closed_at = True, None
    user.save(update_fields=["is_active", "closed_at"])
    record("account.reopened", office=office, subject=user.audit_name, by=by)
