"""The few of allauth's pages that staff need; all others do not exist here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path
from django.views.generic import RedirectView

from welcome_office.web.brakes.guard import guard
from welcome_office.web.desk.access import members_only
from welcome_office.web.desk.provider import views as provider
from welcome_office.web.desk.sign_in import (
    AccountView,
    AddKeyView,
    MakeCodesView,
    SecondFactorView,
    SetUpFactorView,
    SignInView,
    as_far_as_readable,
)

# Wrong passwords are limited for each account; this slows down whoever tries many accounts.
braked = guard("sign_in", signed=False)

urlpatterns = [
    path("", AccountView.as_view(), name="mfa_index"),
    path("sign-in/", braked(SignInView.as_view()), name="account_login"),
    path("sign-out/", provider.SignOutView.as_view(), name="account_logout"),
    path("by/<slug:name>/", braked(provider.start), name="provider_start"),
    path(
        "connect/<slug:name>/",
        braked(members_only(provider.connect, needs=None)),
        name="provider_connect",
    ),
    path("second-factor/", braked(SecondFactorView.as_view()), name="mfa_authenticate"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    # Who has no password yet chooses the first one like a new one: by a mailed link.
    path(
        "password/first/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("forgotten/", braked(account.password_reset), name="account_reset_password"),
    path("forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "new-password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("authenticator/", SetUpFactorView.as_view(), name="mfa_activate_totp"),
    path("authenticator/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("keys/add/", AddKeyView.as_view(), name="mfa_add_webauthn"),
    path("keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("again/key/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "codes/",
        as_far_as_readable(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path("codes/new/", MakeCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "codes/file/",
        as_far_as_readable(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
