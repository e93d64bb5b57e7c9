"""The words of mails and text messages to those who wait for a time."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welcome_office.core.mail import Letter
from welcome_office.core.wording import (
    clock_time,
    current_language,
    demo_notice,
    demo_title,
    left_to_right,
    long_day,
    speaking,
)
from welcome_office.partners.queries import definition_of
from welcome_office.visits.codes import waiting_address
from welcome_office.visits.documents.letters import Recipient
from welcome_office.visits.documents.visit_in_words import visit_in_words
from welcome_office.visits.models import Visit, Waiting
from welcome_office.visits.need import MOST_NOTICES
from welcome_office.visits.planning import zone_of

CONFIRM, OFFER = "wait_confirm", "wait_offer"


def recipient_who_waits(waiting: Waiting) -> Recipient:
    """Whom to tell: as their visit says, else as they said when they began to wait."""
    whose = waiting.visit or waiting
    return Recipient(contact=whose.contact, email=whose.email, phone=whose.phone)


def waiting_letter(waiting: Waiting, *, hold: Visit | None, key: str) -> Letter:
    """Write the mail: an offer where times are held, else the question whether they want to wait.

    Fetch the hold by `visits_in_full`.
    """
    with speaking(_language(waiting)) as language:
        content = _content(waiting, hold)
        subject = demo_title(_subject(content["words"], hold))
        template = OFFER if hold else CONFIRM
        return Letter(
            to=recipient_who_waits(waiting).email,
            sender=_office(waiting).name.in_language(language.code),
            reply_to=_office(waiting).email,
            subject=subject,
            text=render_to_string(f"mail/{template}.txt", content | {"subject": subject}),
            html=render_to_string(f"mail/{template}.html", content | {"subject": subject}),
            language=language.code,
            key=key,
        )


def waiting_text(waiting: Waiting, *, hold: Visit | None) -> str:
    """Write the same as a text message."""
    with speaking(_language(waiting)):
        template = f"mail/{OFFER if hold else CONFIRM}_as_text_message.txt"
        return " ".join(render_to_string(template, _content(waiting, hold)).split())


def _subject(words: Any, hold: Visit | None) -> str:
    if hold is None:
        return _("Please confirm that you want to wait for a time")
    return _("A time became free: %(day)s, %(time)s") % {"day": words.day, "time": words.start}


def _content(waiting: Waiting, hold: Visit | None) -> dict[str, Any]:
    office, language = _office(waiting), current_language()
    content = {
        "words": visit_in_words(hold) if hold else _words_of_office(waiting),
        "language": language,
        "phone": left_to_right(office.phone),
        "link": waiting_address(waiting),
    }
    if waiting.offered_until is None:
        return content
    zone = zone_of(waiting.office)
    until = waiting.offered_until.astimezone(zone)
    return content | {
        "until": _("%(day)s, %(time)s") % {"day": long_day(until), "time": clock_time(until)},
        "notices_left": notices_left(waiting),
        "visit_day": long_day(waiting.visit.during.lower.astimezone(zone)) if waiting.visit else "",
    }


def notices_left(waiting: Waiting) -> str:
    """How often somebody will still be asked who does not take what is offered now."""
    left = MOST_NOTICES - waiting.notices
    if left == 0:
        return _("This is the last time that we ask you.")
    said = ngettext(
        "If you do not take it, we ask you at most once more.",
        "If you do not take it, we ask you at most %(count)d more times.",
        left,
    )
    return said % {"count": left}


def _words_of_office(waiting: Waiting) -> dict[str, str]:
    office, code = _office(waiting), current_language().code
    address = office.address
    return {
        "demo_notice": demo_notice(office.town.in_language(code)),
        "office": office.name.in_language(code),
        "where": f"{address.street}, {address.postal_code} {address.town}",
        "phone": office.phone,
    }


def _language(waiting: Waiting) -> str:
    return waiting.visit.language if waiting.visit else waiting.language


def _office(waiting: Waiting) -> Any:
    return definition_of(waiting.office).office
