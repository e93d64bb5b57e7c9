"""Signed links and short codes: what proves that a mail or a text message arrived."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from welcome_office.visits.models import ContactChange, Visit, Waiting

# Who has to prove that a message arrived: with a code that was sent at some moment.
Proving = Visit | ContactChange

DIGITS = 6
MOST_ATTEMPTS = 5
LINK_SALT = "visit-link"
CONTACT_SALT = "contact-link"
WAITING_SALT = "waiting-link"


def link_token(visit: Visit) -> str:
    """What stands in the address of the visit's own page."""
    return signing.dumps([visit.pk, visit.link_version], salt=LINK_SALT)


def visit_behind(token: str) -> Visit | None:
    """The visit that a link opens, unless the link was made up or a newer one replaced it."""
    try:
        pk, version = signing.loads(token, salt=LINK_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Visit.objects.select_related("office").filter(pk=pk, link_version=version).first()


def link_address(visit: Visit) -> str:
    """The whole address of the visit's own page, in the person's language."""
    return f"{settings.SITE_URL}/{visit.language}/v/{link_token(visit)}/"


def contact_address(change: ContactChange, *, language: str) -> str:
    """The whole address of the page on which a new contact answers."""
    token = signing.dumps(change.pk, salt=CONTACT_SALT)
    return f"{settings.SITE_URL}/{language}/c/{token}/"


def change_behind(token: str) -> ContactChange | None:
    """The change of contact that a link answers, unless it was made up, is over or replaced."""
    try:
        pk = signing.loads(token, salt=CONTACT_SALT)
    except signing.BadSignature:
        return None
    return ContactChange.objects.select_related("visit__office").filter(pk=pk).first()


def waiting_address(waiting: Waiting) -> str:
    """The whole address of the page on which somebody who waits confirms, answers and leaves."""
    if waiting.visit is not None:
        return f"{link_address(waiting.visit)}earlier/"
    return f"{settings.SITE_URL}/{waiting.language}/w/{waiting_token(waiting)}/"


def waiting_token(waiting: Waiting) -> str:
    """What stands in the address of a page of the waiting list."""
    return signing.dumps(waiting.pk, salt=WAITING_SALT)


def waiting_behind(token: str) -> Waiting | None:
    """Whose waiting a link opens, unless the link was made up or nobody confirmed it in time."""
    try:
        pk = signing.loads(token, salt=WAITING_SALT)
    except signing.BadSignature:
        return None
    return Waiting.objects.select_related("office", "visit__office").filter(pk=pk).first()


def current_code(proving: Proving) -> str:
    """The code that was sent last; computed, so that it is stored nowhere."""
    sent_at = proving.code_sent_at.isoformat() if proving.code_sent_at else ""
    what = f"{type(proving).__name__}:{proving.pk}:{sent_at}"
    mac = salted_hmac("visit-code", what, algorithm="sha256").digest()
    return str(int.from_bytes(mac[:8], "big") % 10**DIGITS).zfill(DIGITS)


def code_fits(proving: Proving, typed: str, *, valid_minutes: int) -> bool:
    """Whether this is the code that was sent last, in time and not tried too often."""
    if proving.code_sent_at is None or proving.code_attempts >= MOST_ATTEMPTS:
        return False
    if timezone.now() > proving.code_sent_at + timedelta(minutes=valid_minutes):
        return False
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    return constant_time_compare(digits, current_code(proving))
