"""What can be asked about enquiries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from welcome_office.core.wording import current_language
from welcome_office.law.recognition import advice
from welcome_office.law.recognition.law import RecognitionLaw, load_law
from welcome_office.recognition.answers import law_language, occupation_name, official_term
from welcome_office.recognition.asking import LAENDER
from welcome_office.recognition.models import Enquiry


@dataclass(frozen=True, kw_only=True)
class EnquiryWords:
    """What somebody passed on, in words of the active language."""

    occupation: str
    term: str
    trained_in: str
    body: str
    missing_papers: tuple[str, ...]


def enquiry_of_visit(visit: int) -> Enquiry | None:
    """What was passed on before this visit, if anything."""
    return Enquiry.objects.select_related("office", "partner").filter(visit=visit).first()


def visits_with_enquiries() -> list[int]:
    """The numbers of all visits before which something was passed on."""
    return list(Enquiry.objects.values_list("visit", flat=True))


def enquiry_in_words(enquiry: Enquiry, *, subdivision: str | None) -> EnquiryWords:
    """Say what was passed on."""
    law = load_law(LAENDER.get(subdivision or "", "nrw"))
    return EnquiryWords(
        occupation=occupation_name(enquiry.occupation, law),
        term=official_term(enquiry.occupation, law),
        trained_in=country_name(enquiry.trained_in, law),
        body=body_name(enquiry.body, law),
        missing_papers=paper_names(enquiry.missing_papers, law),
    )


def country_name(code: str, law: RecognitionLaw) -> str:
    """A country in the active language; empty where none was told."""
    country = law.countries.get(code)
    if country is None:
        return ""
    return country.names.get(current_language().code, country.names["de"])


def body_name(body: str, law: RecognitionLaw) -> str:
    """The official name of a body today; empty where there is none."""
    found = advice.body_on(timezone.localdate(), body, law) if body else None
    return found.name if found else ""


def paper_names(papers: Iterable[str], law: RecognitionLaw) -> tuple[str, ...]:
    """What papers are called in the active language, by their ids ("set/paper")."""
    language = law_language(current_language().code)
    known = {paper: f"paper_{paper.rpartition('/')[2]}" for paper in papers}
    # What an adviser wrote in own words stands as it is.
    return tuple(law.texts.get(key, {}).get(language, paper) for paper, key in known.items())
