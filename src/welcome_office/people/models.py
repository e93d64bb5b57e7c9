"""Who there is: people who come, and people who work here."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop as _

from welcome_office.core.privacy import Keep, Purpose, personal

PERSON_KEPT = Keep(days=30, after=_("the last visit"))
STAFF_KEPT = Keep(days=90, after=_("the account was closed"))
IDENTITY_KEPT = Keep(days=90, after=_("the last sign-in"))


class Person(models.Model):
    """Somebody who can be reached by a contact that answered once; the same id before and after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    known_since = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = personal(
        {
            "email": Purpose(_("to recognise that two visits belong to one person"), PERSON_KEPT),
            "phone": Purpose(_("to recognise that two visits belong to one person"), PERSON_KEPT),
        },
        plain=["id", "known_since"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), name="one_person_per_email", condition=~models.Q(email="")
            ),
            models.UniqueConstraint(
                fields=["phone"], name="one_person_per_phone", condition=~models.Q(phone="")
            ),
            models.CheckConstraint(
                name="a_known_person_has_a_contact",
                condition=~models.Q(email="") | ~models.Q(phone=""),
            ),
        ]


class UserManager(BaseUserManager["User"]):
    """Makes staff accounts."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        """Create an account that signs in with this address; without one, with an identity."""
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A member of staff who signs in; what they may do hangs on their memberships."""

    # Who signs in at their organisation's provider has none here, so that no address is ever taken
    # for a proof of who somebody is.
    email = models.EmailField(unique=True, null=True)  # noqa: DJ001 - no address is not the address ""
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    privacy: ClassVar = personal(
        {
            "email": Purpose(_("to sign in"), STAFF_KEPT),
            "name": Purpose(_("to greet the member of staff"), STAFF_KEPT),
            "last_login": Purpose(_("to find accounts that nobody uses"), STAFF_KEPT),
            "password": Purpose(_("to sign in; kept as a hash"), STAFF_KEPT),
        },
        plain=["id", "is_active", "created_at", "closed_at"],
    )

    @property
    def audit_name(self) -> str:
        """Staff are named by number in the audit trail."""
        return f"user:{self.pk}"

    def __str__(self) -> str:
        return self.name


class Identity(models.Model):
    """Somebody at their organisation's provider, and whose account that is.

    An account signs in either with a password or with an identity, never with both.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=400)
    subject = models.CharField(max_length=255)
    seen_at = models.DateTimeField()

    privacy: ClassVar = personal(
        {
            name: Purpose(
                _("to recognise who signs in at their organisation's provider"), IDENTITY_KEPT
            )
            for name in ("user", "subject", "seen_at")
        },
        plain=["id", "issuer"],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_per_identity")
        ]
