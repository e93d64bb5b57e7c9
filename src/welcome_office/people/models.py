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

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account that signs in with this address."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A member of staff who signs in; what they may do hangs on their memberships."""

    email = models.EmailField(unique=True)
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
