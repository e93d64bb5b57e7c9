"""Builds and sends one letter by mail: text and HTML, no tracking, nothing loaded from anywhere."""

import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

from welcome_office.core.delivery import DeliveryError, NotNowError, RefusedError

REFUSED_FOR_GOOD = 500


@dataclass(frozen=True, kw_only=True)
class CalendarPart:
    """A calendar entry that mail programs file by themselves."""

    content: bytes
    method: str
    name: str

    def as_mime(self) -> MIMEBase:
        """As part of a mail; the method must stand in the header too."""
        part = MIMEText(self.content.decode(), "calendar", "utf-8")
        part.set_param("method", self.method)
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part


@dataclass(frozen=True, kw_only=True)
class PdfPart:
    """A paper to print."""

    content: bytes
    name: str

    def as_mime(self) -> MIMEBase:
        """As part of a mail."""
        part = MIMEApplication(self.content, "pdf")
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail to one person; `key` makes a letter that is sent twice one and the same."""

    to: str
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str
    language: str
    key: str
    parts: Sequence[CalendarPart | PdfPart] = ()


def build_mail(letter: Letter) -> EmailMultiAlternatives:
    """Put the mail together."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((letter.sender, address)),
        to=[letter.to],
        reply_to=[letter.reply_to],
        headers={
            "Message-ID": f"<{message_name(letter.key)}@{address.rpartition('@')[2]}>",
            "Content-Language": letter.language,
            # RFC 3834: no "out of office" comes back; the second one is Exchange's word for it.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    for part in letter.parts:
        mail.attach(part.as_mime())
    return mail


def message_name(key: str) -> str:
    """What stands before the @ in the Message-ID of the letter with this key."""
    # The same for the same letter, so that mail programs show a second copy as the first.
    return salted_hmac("mail", key, algorithm="sha256").hexdigest()[:32]


def send_mail(letter: Letter) -> None:
    """Hand the letter to the mail server, or say whether to try again."""
    try:
        build_mail(letter).send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _judged(*next(iter(error.recipients.values()))) from None
    except smtplib.SMTPDataError as error:
        raise _judged(error.smtp_code, error.smtp_error) from None
    except smtplib.SMTPNotSupportedError:
        raise RefusedError("The mail server cannot write to such an address.") from None
    except (smtplib.SMTPException, OSError) as error:
        # No answer, or one about us: repairing server or settings is enough to send the letter.
        raise NotNowError(f"The mail server takes nothing now ({type(error).__name__}).") from None


def _judged(code: int, reply: bytes | str) -> DeliveryError:
    # The server's own words often repeat the address: only its numbers are kept (RFC 3463).
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    detail = re.match(r"[245]\.\d{1,3}\.\d{1,3}", words)
    number = f"{code} {detail.group()}" if detail else str(code)
    if code >= REFUSED_FOR_GOOD:
        return RefusedError(f"The mail server refuses the address or the letter ({number}).")
    return NotNowError(f"The mail server does not take the letter now ({number}).")
