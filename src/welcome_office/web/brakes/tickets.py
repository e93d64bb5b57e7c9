"""Signed tickets in forms: sent only by who opened the page, and not much later."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from welcome_office.web.brakes.fields import TICKET, TRAP


def ticket_for(request: HttpRequest, form: str) -> str:
    """A ticket for one kind of form, good for this session and for some hours."""
    return _signer(request).sign(form)


def is_ticket_good(request: HttpRequest, form: str) -> bool:
    """Whether the form was opened by this session, and recently."""
    try:
        signed = _signer(request).unsign(
            request.POST.get(TICKET, ""), max_age=timedelta(hours=settings.FORM_HOURS)
        )
    except signing.BadSignature:
        return False
    return signed == form


def _signer(request: HttpRequest) -> signing.TimestampSigner:
    # The session stands in the salt, so that the page does not tell its key.
    return signing.TimestampSigner(salt=f"form-ticket:{request.session.session_key or ''}")


def form_fields(request: HttpRequest, form: str) -> SafeString:
    """Write the ticket, and a field that neither eyes nor screen readers nor the Tab key meet."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">'
        '<div class="trap" aria-hidden="true"><label>{} <input name="{}" tabindex="-1"'
        ' autocomplete="off"></label></div>',
        TICKET,
        ticket_for(request, form),
        gettext("Please leave this empty"),
        TRAP,
    )
