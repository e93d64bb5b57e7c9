"""Signing in: allauth's pages with what the demo shows and what our rules add."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.http import HttpResponse

from welcome_office.web.desk import demo


class SignInView(LoginView):  # type: ignore[misc] # allauth has no types
    """Address and password; the demo lists its accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        sign_ins = demo.demo_sign_ins(self.request.office) if settings.DEMO else []
        return {**context, "demo_sign_ins": sign_ins}


class SecondFactorView(AuthenticateView):  # type: ignore[misc] # allauth has no types
    """The code; the demo shows the current one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        code = demo.current_code(self.stage.login.user) if settings.DEMO else ""
        return {**context, "demo_code": code}


class SetUpFactorView(ActivateTOTPView):  # type: ignore[misc] # allauth has no types
    """Set up the authenticator; its first code counts as this session's second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _count_as_given(self.request, Authenticator.Type.TOTP)
        return response


class AddKeyView(AddWebAuthnView):  # type: ignore[misc] # allauth has no types
    """Add a security key; having just answered, it counts as this session's second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _count_as_given(self.request, Authenticator.Type.WEBAUTHN)
        return response


def _count_as_given(request: Any, kind: str) -> None:
    factor = Authenticator.objects.filter(user=request.user, type=kind).latest("pk")
    post_authentication(request, factor, reauthenticated=True)
