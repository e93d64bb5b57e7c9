"""The result as a mail that somebody sends to themselves."""

from dataclasses import replace
from secrets import token_hex

from django.utils.translation import gettext_lazy as _

from welcome_office.core.mail import Letter, PdfPart
from welcome_office.core.wording import speaking
from welcome_office.partners.letters import Addressee, write_letter
from welcome_office.partners.models import Office
from welcome_office.pathways.checking import Check
from welcome_office.pathways.documents.check_paper import FILE_NAME, check_pdf, check_words


def check_letter(check: Check, office: Office, *, email: str, language: str) -> Letter:
    """Write the mail, with the paper beside it."""
    with speaking(language):
        words = check_words(check, office)
    letter = write_letter(
        office,
        Addressee(email=email, language=language),
        template="residence_check",
        subject=_("Your check: which way is open to you?"),
        key=token_hex(8),
        content={"check": words},
    )
    made = check_pdf(check, office, language=language)
    return replace(letter, parts=(PdfPart(content=made, name=FILE_NAME),))
