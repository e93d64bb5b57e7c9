"""The words of mails and text messages about a visit, made when they are sent, from what is true
then."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from welcome_office.core.mail import CalendarPart, Letter, PdfPart
from welcome_office.core.wording import clock_time, demo_title, left_to_right, speaking
from welcome_office.partners.queries import definition_of
from welcome_office.visits.codes import contact_address, current_code, link_address
from welcome_office.visits.documents import ics, pdf
from welcome_office.visits.documents.farewell import FarewellWords, farewell_in_words
from welcome_office.visits.documents.reasons import reason_of_cancelling
from welcome_office.visits.documents.visit_in_words import VisitInWords, visit_in_words
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.planning import zone_of

Kind = Message.Kind
REMINDERS = frozenset({Kind.REMIND_WEEK, Kind.REMIND_DAYS, Kind.REMIND_TODAY})
# What stands behind these is new to the person: paper and calendar entry go along.
NEWS = frozenset({Kind.CONFIRMED, Kind.MOVED, Kind.CHANGED})


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Where a message goes."""

    contact: str
    email: str
    phone: str


def recipient_of(visit: Visit, *, kind: Message.Kind) -> Recipient:
    """Whom a message of this kind is for: mostly the person, sometimes a new or an old address."""
    if kind == Kind.NEW_CONTACT:
        change = visit.contact_change
        return Recipient(contact=change.contact, email=change.email, phone=change.phone)
    if kind == Kind.CONTACT_CHANGED:
        change = visit.contact_change
        return Recipient(contact=change.old_contact, email=change.old_email, phone=change.old_phone)
    return Recipient(contact=visit.contact, email=visit.email, phone=visit.phone)


def letter_about(visit: Visit, *, kind: Message.Kind, key: str) -> Letter:
    """Write the mail of this kind in the person's language; fetch the visit by `visits_in_full`."""
    with speaking(visit.language) as language:
        words = _words(visit, kind=kind)
        subject = _subject(words, kind)
        content = _content(visit, words, kind=kind) | {"subject": subject}
        return Letter(
            to=recipient_of(visit, kind=kind).email,
            sender=words.office,
            reply_to=definition_of(visit.office).office.email,
            subject=subject,
            text=render_to_string(f"mail/{_template(kind)}.txt", content),
            html=render_to_string(f"mail/{_template(kind)}.html", content),
            language=language.code,
            key=key,
            parts=_parts(visit, kind),
        )


def text_about(visit: Visit, *, kind: Message.Kind) -> str:
    """Write the text message of this kind in the person's language."""
    with speaking(visit.language):
        words = _words(visit, kind=kind)
        template = f"mail/{_template(kind)}_as_text_message.txt"
        return " ".join(render_to_string(template, _content(visit, words, kind=kind)).split())


def _words(visit: Visit, *, kind: Message.Kind) -> VisitInWords | FarewellWords:
    return farewell_in_words(visit) if kind == Kind.FINISHED else visit_in_words(visit)


def _template(kind: Message.Kind) -> str:
    return "remind" if kind in REMINDERS else kind


def _content(
    visit: Visit, words: VisitInWords | FarewellWords, *, kind: Message.Kind
) -> dict[str, Any]:
    link = link_address(visit)
    return {
        **_proof(visit, kind=kind),
        "words": words,
        "reason": reason_of_cancelling(visit),
        "language": words.language,
        "phone": left_to_right(words.phone),
        "reference": left_to_right(words.reference),
        "link": link,
        "coming_link": f"{link}coming/",
        "late_link": f"{link}late/",
        "move_link": f"{link}move/",
        "cancel_link": f"{link}cancel/",
        "code_minutes": definition_of(visit.office).office.booking.confirm_by_code_minutes,
        "start_page": f"{settings.SITE_URL}/{words.language.code}/",
    }


def _proof(visit: Visit, *, kind: Message.Kind) -> dict[str, str]:
    """What proves that the message arrived."""
    proof, until = {"code": current_code(visit)}, visit.expires_at
    if kind == Kind.NEW_CONTACT:
        change, until = visit.contact_change, visit.contact_change.expires_at
        link = contact_address(change, language=visit.language)
        proof = {"code": current_code(change), "contact_link": link}
    return {**proof, "until": clock_time(until.astimezone(zone_of(visit.office))) if until else ""}


def _subject(words: VisitInWords | FarewellWords, kind: Message.Kind) -> str:
    reminder = _("Reminder: your visit on %(day)s, %(time)s")
    subjects = {
        Kind.CONFIRM: _("Please confirm your visit on %(day)s, %(time)s"),
        Kind.CONFIRMED: _("Your visit on %(day)s, %(time)s"),
        Kind.CANCELLED: _("Cancelled: your visit on %(day)s, %(time)s"),
        Kind.MOVED: _("Moved: your visit is now on %(day)s, %(time)s"),
        Kind.CHANGED: _("Changed: your visit on %(day)s, %(time)s"),
        Kind.FINISHED: _("Your visit on %(day)s: what was done, and what comes next"),
        Kind.CHOOSE_ANEW: _("Please choose another time: your visit on %(day)s, %(time)s"),
        Kind.NEW_CONTACT: _("Please confirm this address"),
        Kind.CONTACT_CHANGED: _("We write to another address from now on"),
        **dict.fromkeys(REMINDERS, reminder),
    }
    subject = subjects[kind] % {"day": words.day, "time": words.start}
    return demo_title(subject)


def _parts(visit: Visit, kind: Message.Kind) -> tuple[CalendarPart | PdfPart, ...]:
    if kind == Kind.CANCELLED:
        return (_calendar_part(visit, method="CANCEL"),)
    if kind not in NEWS:
        return ()
    paper = PdfPart(content=pdf.visit_pdf(visit, language=visit.language), name=pdf.FILE_NAME)
    return (_calendar_part(visit, method="REQUEST"), paper)


def _calendar_part(visit: Visit, *, method: ics.Method) -> CalendarPart:
    entry = ics.calendar_entry(visit, method=method, language=visit.language)
    return CalendarPart(content=entry, method=method, name=ics.FILE_NAME)
