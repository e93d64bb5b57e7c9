"""The words of mails and text messages about a visit, made when they are sent, from what is true
then."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from welcome_office.core.mail import CalendarPart, Letter, PdfPart
from welcome_office.core.wording import clock_time, demo_title, left_to_right, speaking
from welcome_office.partners.queries import definition_of
from welcome_office.visits.codes import current_code, link_address
from welcome_office.visits.documents import ics, pdf
from welcome_office.visits.documents.visit_in_words import VisitInWords, visit_in_words
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.planning import zone_of


def letter_about(visit: Visit, *, kind: Message.Kind, key: str) -> Letter:
    """Write the mail of this kind in the person's language; fetch the visit by `visits_in_full`."""
    with speaking(visit.language) as language:
        words = visit_in_words(visit)
        subject = _subject(words, kind)
        content = _content(visit, words) | {"subject": subject}
        return Letter(
            to=visit.email,
            sender=words.office,
            reply_to=definition_of(visit.office).office.email,
            subject=subject,
            text=render_to_string(f"mail/{kind}.txt", content),
            html=render_to_string(f"mail/{kind}.html", content),
            language=language.code,
            key=key,
            parts=_parts(visit, kind),
        )


def text_about(visit: Visit, *, kind: Message.Kind) -> str:
    """Write the text message of this kind in the person's language."""
    with speaking(visit.language):
        words = visit_in_words(visit)
        return " ".join(
            render_to_string(f"mail/{kind}_as_text_message.txt", _content(visit, words)).split()
        )


def _content(visit: Visit, words: VisitInWords) -> dict[str, Any]:
    until = visit.expires_at
    return {
        "words": words,
        "language": words.language,
        "phone": left_to_right(words.phone),
        "reference": left_to_right(words.reference),
        "link": link_address(visit),
        "code": current_code(visit),
        "code_minutes": definition_of(visit.office).office.booking.confirm_by_code_minutes,
        "until": clock_time(until.astimezone(zone_of(visit.office))) if until else "",
        "start_page": f"{settings.SITE_URL}/{words.language.code}/",
    }


def _subject(words: VisitInWords, kind: Message.Kind) -> str:
    subjects = {
        Message.Kind.CONFIRM: _("Please confirm your visit on %(day)s, %(time)s"),
        Message.Kind.CONFIRMED: _("Your visit on %(day)s, %(time)s"),
        Message.Kind.CANCELLED: _("Cancelled: your visit on %(day)s, %(time)s"),
    }
    subject = subjects[kind] % {"day": words.day, "time": words.start}
    return demo_title(subject)


def _parts(visit: Visit, kind: Message.Kind) -> tuple[CalendarPart | PdfPart, ...]:
    if kind == Message.Kind.CONFIRM:
        return ()
    if kind == Message.Kind.CANCELLED:
        return (_calendar_part(visit, method="CANCEL"),)
    paper = PdfPart(content=pdf.visit_pdf(visit, language=visit.language), name=pdf.FILE_NAME)
    return (_calendar_part(visit, method="REQUEST"), paper)


def _calendar_part(visit: Visit, *, method: ics.Method) -> CalendarPart:
    entry = ics.calendar_entry(visit, method=method, language=visit.language)
    return CalendarPart(content=entry, method=method, name=ics.FILE_NAME)
