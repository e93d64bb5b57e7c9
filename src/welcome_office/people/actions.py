"""What can happen to the account of a member of staff."""

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.people.models import Identity, User


@transaction.atomic
def open_account(*, email: str | None, name: str, office: str, by: Actor) -> User:
    """Make an account without a password; its owner sets one through a mailed link.

    Without an address nobody can: it waits for `connect_identity`.
    """
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


@transaction.atomic
def connect_identity(user: User, *, issuer: str, subject: str, office: str, by: Actor) -> Identity:
    """Let the account sign in at a provider from now on, and nowhere else: its password ends."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    identity = Identity.objects.create(
        user=user, issuer=issuer, subject=subject, seen_at=timezone.now()
    )
    record("account.connected", office=office, subject=user.audit_name, by=by)
    return identity


@transaction.atomic
def disconnect_identities(user: User, *, office: str, by: Actor) -> None:
    """Let the account sign in by address and password again."""
    count, _ = user.identities.all().delete()
    if count:
        record("account.disconnected", office=office, subject=user.audit_name, by=by)


def note_identity(identity: Identity, *, name: str) -> None:
    """Keep what the provider says today: that somebody was here, and their name."""
    identity.seen_at = timezone.now()
    identity.save(update_fields=["seen_at"])
    User.objects.filter(pk=identity.user_id).update(name=name)
