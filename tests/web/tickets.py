"""What a form carries when its page was opened by this session, a moment ago or hours ago."""

from django.conf import settings
from django.core.signing import TimestampSigner
from django.test import Client


def ticket(client: Client, form: str) -> dict[str, str]:
    """The ticket of a page of this kind, opened just now."""
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    signer = TimestampSigner(salt=f"form-ticket:{session.value if session else ''}")
    return {"form_ticket": signer.sign(form)}
