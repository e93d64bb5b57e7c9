"""Reads the letters that the demo's catcher keeps as files."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from welcome_office.web.demo.plain_html import LetterHtml, plain_html

# As the catcher names them: the moment of arrival in UTC, then something random.
FILE_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6})Z-[0-9a-f]+\.eml")
SAFE_NAME = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """Something that travels along with a mail."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class CaughtMail:
    """One mail, ready to be shown."""

    name: str
    caught_at: datetime
    to: str
    subject: str
    text: str
    html: LetterHtml
    attachments: tuple[Attachment, ...]


def newest_mails(folder: Path, most: int) -> list[CaughtMail]:
    """The newest mails of the folder, newest first."""
    names = sorted((path.name for path in folder.glob("*.eml")), reverse=True)
    found = (find_mail(folder, name) for name in names[:most])
    return [mail for mail in found if mail is not None]


def find_mail(folder: Path, name: str) -> CaughtMail | None:
    """The mail in this file, unless there is none or the name leads elsewhere."""
    moment = FILE_NAME.fullmatch(name)
    path = folder / name
    if moment is None or not path.is_file():
        return None
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return CaughtMail(
        name=name,
        caught_at=datetime.strptime(moment.group(1), "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=_body(message, "plain"),
        html=plain_html(_body(message, "html")),
        attachments=tuple(_attachment(part) for part in message.iter_attachments()),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes), "attachments of our mails hold no further parts"
    return Attachment(
        name=SAFE_NAME.sub("_", part.get_filename() or "attachment"),
        kind=part.get_content_type(),
        content=content,
    )
