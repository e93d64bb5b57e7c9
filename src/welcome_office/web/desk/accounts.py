"""How staff accounts work: nobody signs up; accounts are made by an administrator."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from welcome_office.core.audit import VISITOR, record
from welcome_office.people.models import User
from welcome_office.web.desk.letters import NOTICES, queue_notice, queue_password_link
from welcome_office.web.desk.second_factor import has_factor
from welcome_office.web.desk.sessions import note_sign_in


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Staff accounts only."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address or this password is not right."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right. Take the one that is shown now."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("That was tried too often. Please wait five minutes."),
        "rate_limited": _("That was tried too often. Please wait five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody makes an account for themselves."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has no second factor yet has just given the password, and sets one up."""
        if app == "allauth.mfa" and not has_factor(self.request.user):
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin a session; its id is new."""
        super().login(request, user)
        note_sign_in(request)
        record("staff.signed_in", office=_office(request), subject=user.audit_name, by=user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep a trace of attempts, without the address that was typed."""
        user = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        subject = user.audit_name if user else "user:unknown"
        record("staff.sign_in_failed", office=_office(request), subject=subject, by=VISITOR)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002 - allauth's signature
        """A closed account is like none."""
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Back to the account."""
        return resolve_url("mfa_index")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - allauth's signature
        """Queue the mail; whether the account exists must not show in how long the answer takes.

        Who signs in at their organisation's provider gets no password beside it.
        """
        office = getattr(self.request, "office", None)
        if office and not user.identities.exists():
            queue_password_link(user, office)

    def send_notification_mail(self, template_prefix: str, user: User, **rest: Any) -> None:  # noqa: ARG002 - allauth's signature
        """Tell the owner of an account that somebody changed how it signs in."""
        office = getattr(self.request, "office", None)
        if office and template_prefix in NOTICES:
            queue_notice(user, office, event=template_prefix)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Leave out allauth's own notices: our pages say what happened."""


def _office(request: HttpRequest) -> str:
    office = getattr(request, "office", None)
    return office.slug if office else ""
