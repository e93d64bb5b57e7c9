"""Signing in: allauth's pages with what the demo shows and what our rules add."""

from collections.abc import Callable
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import FormView

from welcome_office.partners.models import Office
from welcome_office.partners.queries import membership_of
from welcome_office.people.models import User
from welcome_office.web.desk import demo
from welcome_office.web.desk.provider.members import connectable
from welcome_office.web.desk.provider.providers import Door, doors_of
from welcome_office.web.desk.second_factor import UnreadableFactorError


class SignInView(LoginView):  # type: ignore[misc] # allauth has no types
    """Address and password; the demo lists its accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        sign_ins = demo.demo_sign_ins(self.request.office) if settings.DEMO else []
        office = getattr(self.request, "office", None)
        doors = doors_of(office) if office else []
        return {**context, "demo_sign_ins": sign_ins, "doors": doors}


class AccountView(IndexView):  # type: ignore[misc] # allauth has no types
    """How somebody signs in, and what they can change about it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        _leave_out_unreadable(context["authenticators"])
        office = getattr(self.request, "office", None)
        return {**context, **_doors_for(self.request.user, office)} if office else context


def _leave_out_unreadable(factors: dict[str, Any]) -> None:
    codes = factors.get(Authenticator.Type.RECOVERY_CODES)
    try:
        if codes:
            codes.generate_codes()
    except UnreadableFactorError:
        del factors[Authenticator.Type.RECOVERY_CODES]


class MakeCodesView(GenerateRecoveryCodesView):  # type: ignore[misc] # allauth has no types
    """Make new recovery codes; nobody needs to be able to read the old ones."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = FormView.get_context_data(self, **kwargs)
        return context


def as_far_as_readable(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Codes whose key is gone do not exist any more."""

    def show(request: HttpRequest) -> HttpResponse:
        try:
            return page(request)
        except UnreadableFactorError as error:
            raise Http404 from error

    return show


def _doors_for(user: User, office: Office) -> dict[str, list[Door]]:
    member = membership_of(user.pk, office=office)
    issuers = set(user.identities.values_list("issuer", flat=True))
    others = connectable(member) if member else []
    doors = doors_of(office)
    return {
        "signed_in_by": [each for each in doors if each.provider.issuer in issuers],
        "to_connect": [each for each in doors if each.provider in others],
    }


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
