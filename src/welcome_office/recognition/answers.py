"""The answer in words of the active language: one wording for page and paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from welcome_office.core.languages import Language
from welcome_office.core.wording import current_language, demo_notice, long_day
from welcome_office.law.recognition import advice
from welcome_office.law.recognition.contract import Answer
from welcome_office.law.recognition.finding import Finding
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.law.recognition.search.occupations import name_of
from welcome_office.law.recognition.wording import LANGUAGES, Wording, answer_in
from welcome_office.partners.office_files import Office
from welcome_office.recognition.asking import Inquiry

REGULATED: Mapping[str | None, Any] = {
    "yes": gettext_lazy("In this occupation you may work only with a permit (regulated)."),
    "title_only": gettext_lazy("Everybody may do this work. Only the title is protected."),
    "self_employed_only": gettext_lazy(
        "Employed, you may work without recognition. Your own business needs it (regulated)."
    ),
    "no": gettext_lazy("Everybody may work in this occupation (not regulated)."),
    None: gettext_lazy("Whether this occupation is regulated is to be clarified by the adviser."),
}
NEEDED: Mapping[str | None, Any] = {
    "required": gettext_lazy("You need recognition."),
    "for_residence": gettext_lazy(
        "You do not need recognition for the work, but often for the residence title."
    ),
    "optional": gettext_lazy("You need no recognition. It can help with wages and training."),
    "none": gettext_lazy("There is no recognition procedure in your case."),
    None: gettext_lazy("Whether you need recognition depends on an answer that is missing."),
}
ROLES: Mapping[str, Any] = {
    "decides": gettext_lazy("Decides on your application"),
    "accelerates": gettext_lazy("Runs the accelerated procedure with your employer"),
    "issues_licence": gettext_lazy("Issues the licence afterwards"),
    "examines": gettext_lazy("Holds the examinations"),
    "evaluates": gettext_lazy("Evaluates certificates"),
    "advises": gettext_lazy("Advises you"),
}


@dataclass(frozen=True, kw_only=True)
class BodyWords:
    """A body with what it does; the official name is German, `meaning` explains it."""

    role: str
    name: str
    meaning: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceWords:
    """What a value rests on, and when somebody last compared it."""

    title: str
    link: str
    checked: str


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    """Everything that the answer says, in one language; empty where there is nothing to say."""

    language: Language
    demo_notice: str
    office: str
    phone: str
    reference: str
    occupation: str
    term: str
    regulated: str
    needed: str
    procedure: str
    bodies: tuple[BodyWords, ...]
    cost: str
    time: str
    time_more: tuple[str, ...]
    german: str
    papers: tuple[str, ...] | None
    funding: tuple[str, ...]
    outcomes: tuple[str, ...]
    mistakes: tuple[str, ...]
    residence: tuple[str, ...]
    warnings: tuple[str, ...]
    next_step: str
    sources: tuple[SourceWords, ...]


def law_language(code: str) -> str:
    """The language in which the law's texts are shown: the same, else the binding German."""
    return code if code in LANGUAGES else LANGUAGES[0]


def occupation_name(occupation: str, law: RecognitionLaw) -> str:
    """What an occupation is called in the active language; the official title where there is one.

    Official titles name women and men.
    """
    code = current_language().code
    title = law.occupations[occupation].titles.get(code)
    return title or name_of(occupation, language=code)


def official_term(occupation: str, law: RecognitionLaw) -> str:
    """The German title that letters use."""
    return law.occupations[occupation].titles["de"]


def answer_in_words(inquiry: Inquiry, office: Office) -> AnswerWords:
    """Say in the active language what was found."""
    finding, law, language = inquiry.finding, inquiry.law, current_language()
    spoken = Wording(law, law_language(language.code))
    answer = answer_in(spoken.language, finding, law)
    return AnswerWords(
        language=language,
        demo_notice=demo_notice(office.town.in_language(language.code)),
        office=office.name.in_language(language.code),
        phone=office.phone,
        reference=inquiry.day.isoformat(),
        occupation=occupation_name(inquiry.occupation, law),
        term=official_term(inquiry.occupation, law),
        regulated=str(REGULATED[answer.regulated]),
        needed=str(NEEDED[answer.needed]),
        procedure=answer.procedure or "",
        bodies=tuple(_bodies(answer, law, day=inquiry.day)),
        cost=_cost(answer),
        time=_time(answer, finding),
        time_more=tuple(each for each in (answer.acknowledgement, answer.extension) if each),
        german=answer.language_required or _("It is not documented. Ask the adviser."),
        papers=answer.documents,
        funding=_funding(inquiry, spoken) if answer.needed != "none" else (),
        outcomes=answer.outcomes,
        mistakes=tuple(map(spoken.text, advice.mistakes_about(finding, law))),
        residence=_residence(inquiry, spoken),
        warnings=answer.warnings,
        next_step=answer.next_step,
        sources=tuple(
            SourceWords(title=each.title, link=each.url or "", checked=long_day(each.checked))
            for each in answer.sources
        ),
    )


def _bodies(answer: Answer, law: RecognitionLaw, *, day: date) -> Iterator[BodyWords]:
    for named in answer.bodies:
        role = str(ROLES[named.role])
        body = advice.body_on(day, named.id, law) if named.id else None
        if body is None:
            yield BodyWords(role=role, name=_("Not clear yet: ask the adviser"))
            continue
        yield BodyWords(
            role=role,
            name=body.name,
            meaning="" if current_language().code == LANGUAGES[0] else body.name_en,
            address=body.address or body.seat,
            phone=body.phone,
            email=body.email,
            link=f"https://{body.web}" if body.web else "",
        )


def _cost(answer: Answer) -> str:
    if answer.fee_eur is None:
        return _("The fee is not documented. Ask the body.")
    lowest, highest = answer.fee_eur
    if highest == 0:
        return _("free of charge")
    if lowest == highest:
        return f"{number_format(lowest)}\N{NO-BREAK SPACE}€"
    return _("%(lowest)s to %(highest)s € in fees, and what translations cost") % {
        "lowest": number_format(lowest),
        "highest": number_format(highest),
    }


def _time(answer: Answer, finding: Finding) -> str:
    months = finding.possible_months
    if answer.decision_months is not None:
        said = ngettext(
            "%(count)d month from complete papers on",
            "%(count)d months from complete papers on",
            answer.decision_months,
        )
        return said % {"count": answer.decision_months}
    if len(months) > 1:
        return _("%(shortest)d to %(longest)d months from complete papers on") % {
            "shortest": months[0],
            "longest": months[-1],
        }
    return _("No time limit is documented.")


def _funding(inquiry: Inquiry, spoken: Wording) -> tuple[str, ...]:
    return tuple(spoken.text(grant.text) for grant in advice.grants_on(inquiry.day, inquiry.law))


def _residence(inquiry: Inquiry, spoken: Wording) -> tuple[str, ...]:
    """What titles ask of the recognition; nothing for those who need no title."""
    citizenship, law = inquiry.facts.citizenship, inquiry.law
    if citizenship is not None and law.groups[citizenship] != "third":
        return ()
    return tuple(
        spoken.text(text) for way, text in advice.residence_ways(law) if way != "free_movement"
    )
