"""From the button to the provider and back, and out again at both."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.utils import perform_login
from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from welcome_office.core.audit import VISITOR, record
from welcome_office.core.wording import current_language
from welcome_office.people.models import User
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.provider import failures, members, talk
from welcome_office.web.desk.provider.providers import (
    Provider,
    organisation_of,
    providers_of,
)
from welcome_office.web.desk.provider.refusal import Reason, RefusalError
from welcome_office.web.middleware import OfficeRequest

# Where the session keeps how to sign out at the provider.
SIGNED_IN_BY = "signed_in_by"


@require_POST
def start(request: OfficeRequest, name: str) -> HttpResponse:
    """Lead to the provider."""
    return _lead_there(request, _provider_called(request, name), connects=None)


def connect(request: StaffRequest, name: str) -> HttpResponse:
    """Ask a member who was invited by hand whether the provider shall sign them in, and lead there.

    Whoever found a desk open has to give the password first.
    """
    provider = _provider_called(request, name)
    if provider not in members.connectable(request.member):
        raise Http404
    if not did_recently_reauthenticate(request):
        return redirect_to_login(request.path, resolve_url("account_reauthenticate"))
    if request.method == "POST":
        return _lead_there(request, provider, connects=request.user.pk)
    context = {"organisation": organisation_of(provider, request.office)}
    return render(request, "account/connect.html", context)


@require_GET
def answer(request: OfficeRequest, name: str) -> HttpResponse:
    """Take what somebody brings back from the provider."""
    provider = _provider_called(request, name)
    errand = talk.errand_of(request, provider)
    if errand is None:
        # Anybody can open this address: without an errand there was no attempt to keep.
        return _explain(request, provider, RefusalError(Reason.UNKNOWN_STATE))
    translation.activate(errand.language)
    try:
        statement = talk.hear(request, provider)
        user = _person_behind(request, statement, provider, errand)
    except RefusalError as refusal:
        return _refuse(request, provider, refusal, connects=errand.connects)
    return _let_in(request, user, statement, provider=provider, next_page=errand.next_page)


@require_GET
def left(request: OfficeRequest, name: str) -> HttpResponse:
    """Somebody comes back from signing out at the provider."""
    _provider_called(request, name)
    return redirect("account_login")


class SignOutView(LogoutView):  # type: ignore[misc] # allauth has no types
    """Sign out here, and at the provider where somebody signed in by it."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session here first: it ends even where the provider is silent."""
        request = self.request
        by = request.session.get(SIGNED_IN_BY, {})
        response: HttpResponse = super().post(*args, **kwargs)
        provider = _find_provider(request, by.get("name", ""))
        if provider is None:
            return response
        back = request.build_absolute_uri(reverse("provider_left", args=[provider.name]))
        try:
            address = talk.way_out(provider, id_token=by["id_token"], back_to=back)
        except RefusalError as refusal:
            failures.log_refusal(provider, refusal)
            return response
        return _on_the_way(request, provider, address, leaves=True) if address else response


def _find_provider(request: HttpRequest, name: str) -> Provider | None:
    office = getattr(request, "office", None)
    found = providers_of(office) if office else []
    return next((each for each in found if each.name == name), None)


def _provider_called(request: HttpRequest, name: str) -> Provider:
    provider = _find_provider(request, name)
    if provider is None:
        raise Http404
    return provider


def _lead_there(
    request: OfficeRequest, provider: Provider, *, connects: int | None
) -> HttpResponse:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    errand = talk.Errand(
        address=request.build_absolute_uri(reverse("provider_answer", args=[provider.name])),
        next_page=wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL),
        language=current_language().code,
        connects=connects,
        at=time.time(),
    )
    try:
        address = talk.begin(request, provider, errand)
    except RefusalError as refusal:
        return _refuse(request, provider, refusal, connects=connects)
    return _on_the_way(request, provider, address)


def _on_the_way(
    request: OfficeRequest, provider: Provider, address: str, *, leaves: bool = False
) -> HttpResponse:
    """A page that goes on by itself: our forms may be sent to nobody else, redirects included."""
    context = {
        "address": address,
        "organisation": organisation_of(provider, request.office),
        "leaves": leaves,
    }
    return render(request, "account/on_the_way.html", context)


def _person_behind(
    request: OfficeRequest, statement: talk.Statement, provider: Provider, errand: talk.Errand
) -> User:
    if errand.connects is None:
        return members.admit(statement, provider=provider, office=request.office)
    if request.user.pk != errand.connects or not isinstance(request.user, User):
        raise RefusalError(Reason.UNKNOWN_STATE)
    members.connect(request.user, statement, provider=provider, office=request.office)
    return request.user


def _let_in(
    request: HttpRequest,
    user: User,
    statement: talk.Statement,
    *,
    provider: Provider,
    next_page: str,
) -> HttpResponse:
    """Begin a new session; a second factor of the provider counts where the settings say so."""
    logout(request)
    request.session[SIGNED_IN_BY] = {"name": provider.name, "id_token": statement.id_token}
    if not statement.has_second_factor:
        record_authentication(request, user, "provider", provider=provider.name)
        response: HttpResponse = perform_login(request, user, redirect_url=next_page)
        return response
    record_authentication(request, user, "mfa", type="provider", provider=provider.name)
    get_adapter(request).login(request, user)
    return redirect(next_page)


def _refuse(
    request: OfficeRequest,
    provider: Provider,
    refusal: RefusalError,
    *,
    connects: int | None = None,
) -> HttpResponse:
    """Keep a trace of the attempt, and say what happened."""
    record(
        "staff.sign_in_failed",
        office=request.office.slug,
        subject="user:unknown",
        by=VISITOR,
        provider=provider.name,
        reason=refusal.reason,
    )
    return _explain(request, provider, refusal, connects=connects)


def _explain(
    request: OfficeRequest,
    provider: Provider,
    refusal: RefusalError,
    *,
    connects: int | None = None,
) -> HttpResponse:
    """Say plainly what happened and what helps; the operator reads it in the log."""
    failures.log_refusal(provider, refusal)
    explanation = failures.EXPLANATIONS[refusal.reason]
    context = {"explanation": explanation, "provider": provider, "connects": connects}
    return render(request, "account/not_signed_in.html", context, status=explanation.status)
