"""What one mail address or phone number may take: so many visits ahead, so many messages.

Counted in the database, inside the transaction that adds one more: of many at the same moment
exactly as many succeed as are allowed.
"""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from welcome_office.core.audit import VISITOR, Actor
from welcome_office.core.counting import Counted, count
from welcome_office.visits.errors import TooManyMessagesError, TooManyVisitsError
from welcome_office.visits.models import Visit

# The first half of the advisory lock's key: "what one contact may take".
ONE_CONTACT = 7302


def address_of(visit: Visit) -> str:
    """Where messages of this visit go; empty where none do."""
    addresses: dict[str, str] = {"mail": visit.email, "text": visit.phone}
    return addresses.get(visit.contact, "")


def require_few_visits(visit: Visit, *, contact: Visit.Contact, address: str, by: Actor) -> None:
    """Refuse a visit for an address that has enough of them ahead; staff are not limited."""
    if by is not VISITOR or contact == Visit.Contact.NEITHER:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ONE_CONTACT, address.lower()]
        )
    if _ahead(contact, address).exclude(pk=visit.pk).count() >= settings.MOST_OPEN_VISITS:
        raise TooManyVisitsError


def require_few_messages(*, address: str, by: Actor) -> None:
    """Count a message that somebody asks us to send there; refuse it when there were enough."""
    if by is not VISITOR or not address:
        return
    to = address.lower()
    in_hour, in_day = count(
        Counted(what="message-to", who=to, within=timedelta(hours=1)),
        Counted(what="message-to", who=to, within=timedelta(days=1)),
    )
    if in_hour > settings.MESSAGES_PER_HOUR or in_day > settings.MESSAGES_PER_DAY:
        raise TooManyMessagesError


def _ahead(contact: Visit.Contact, address: str) -> QuerySet[Visit]:
    now = timezone.now()
    of_contact = Q(email__iexact=address) if contact == Visit.Contact.MAIL else Q(phone=address)
    is_open = Q(state=Visit.State.CONFIRMED) | Q(state=Visit.State.PENDING, expires_at__gt=now)
    return Visit.objects.filter(of_contact, is_open, contact=contact, during__endswith__gt=now)
