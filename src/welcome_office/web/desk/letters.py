"""Mails to staff: a link for a password, and word of every change of how they sign in."""

from collections.abc import Mapping

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from welcome_office.core.mail import Letter
from welcome_office.core.wording import current_language, speaking
from welcome_office.partners.letters import Addressee, write_letter
from welcome_office.partners.models import Office
from welcome_office.people.models import User

# What allauth calls the event, and what we say about it.
NOTICES: Mapping[str, Promise] = {
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_reset": _("Your password was changed"),
    "mfa/email/totp_activated": _("A second factor was set up for your account"),
    "mfa/email/totp_deactivated": _("The second factor of your account was removed"),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account"),
    "mfa/email/webauthn_added": _("A security key was added to your account"),
    "mfa/email/webauthn_removed": _("A security key was removed from your account"),
    "provider_connected": _("Your account was connected with your organisation"),
}

# By name: the tasks' module imports this one.
SEND_PASSWORD_LINK = "welcome_office.web.tasks.send_password_link"  # noqa: S105 - a task's name
SEND_NOTICE = "welcome_office.web.tasks.send_notice"


def queue_password_link(user: User, office: Office) -> None:
    """Queue the mail that lets somebody choose a password, in the language of this request."""
    app.configure_task(SEND_PASSWORD_LINK).defer(
        user_id=user.pk, office_id=office.pk, language=current_language().code
    )


def queue_notice(user: User, office: Office, *, event: str) -> None:
    """Queue the mail that says what was changed, where we know an address."""
    if user.email is None:
        return
    app.configure_task(SEND_NOTICE).defer(
        user_id=user.pk,
        office_id=office.pk,
        event=event,
        at=timezone.now().isoformat(),
        language=current_language().code,
    )


def password_letter(user: User, office: Office, *, language: str) -> Letter:
    """Write the mail that lets the owner choose a password; its link is made at this moment."""
    token = default_token_generator.make_token(user)
    names = {"uidb36": user_pk_to_url_str(user), "key": token}
    with speaking(language):
        address = settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=names)
    is_new = not user.has_usable_password()
    return write_letter(
        office,
        _owner(user, language=language),
        template="choose_password",
        subject=_("You are invited to work with us") if is_new else _("Choose a new password"),
        key=f"{user.pk}-{token}",
        content={"user": user, "link": address, "is_new": is_new},
    )


def notice_letter(user: User, office: Office, *, event: str, at: str, language: str) -> Letter:
    """Write the mail that says what was changed, so that a stranger's doing is noticed."""
    return write_letter(
        office,
        _owner(user, language=language),
        template="account_changed",
        subject=NOTICES[event],
        key=f"{user.pk}-{at}",
        content={"user": user},
    )


def _owner(user: User, *, language: str) -> Addressee:
    assert user.email, "Who signs in at their organisation gets no letters from us."
    return Addressee(email=user.email, language=language)
