"""Letters in the name of an office: to firms and to its staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.template.loader import render_to_string
from django.utils.functional import Promise

from welcome_office.core.mail import Letter
from welcome_office.core.wording import (
    current_language,
    demo_notice,
    demo_title,
    left_to_right,
    speaking,
)
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What stands around every letter of an office, in one language."""

    demo_notice: str
    office: str
    where: str
    phone: str

    @classmethod
    def of(cls, office: Office) -> Self:
        """The letterhead in the active language."""
        part, code = definition_of(office).office, current_language().code
        address = part.address
        return cls(
            demo_notice=demo_notice(part.town.in_language(code)),
            office=part.name.in_language(code),
            where=f"{address.street}, {address.postal_code} {address.town}",
            phone=part.phone,
        )


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """To whom a letter goes, in which language."""

    email: str
    language: str


def write_letter(
    office: Office,
    to: Addressee,
    *,
    template: str,
    subject: Promise,
    key: str,
    content: Mapping[str, object],
) -> Letter:
    """Write the letter from its two templates, in the language of whoever gets it."""
    with speaking(to.language) as language:
        words = Letterhead.of(office)
        known = {
            **content,
            "words": words,
            "language": language,
            "phone": left_to_right(words.phone),
            "subject": str(subject),
        }
        return Letter(
            to=to.email,
            sender=words.office,
            reply_to=definition_of(office).office.email,
            subject=demo_title(str(subject)),
            text=render_to_string(f"mail/{template}.txt", known),
            html=render_to_string(f"mail/{template}.html", known),
            language=language.code,
            key=f"{template}-{key}",
        )
