"""The answer to a request about somebody's data, in words (Art. 12 (3) and (4) GDPR)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.cases.models import DataRequest
from welcome_office.core.bilingual import Side, Sides
from welcome_office.core.languages import Language
from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import demo_notice, long_day, speaking
from welcome_office.partners.queries import definition_of
from welcome_office.web.personal.copy import WHAT_STAYS

Kind, Outcome, Ground = DataRequest.Kind, DataRequest.Outcome, DataRequest.Ground
TEMPLATE = Path(__file__).with_name("answer.typ")
KINDS: Mapping[str, Promise] = {
    Kind.COPY: gettext_lazy("A copy of the data (Art. 15)"),
    Kind.CORRECT: gettext_lazy("Correction (Art. 16)"),
    Kind.DELETE: gettext_lazy("Deletion (Art. 17)"),
    Kind.RESTRICT: gettext_lazy("Restriction (Art. 18)"),
    Kind.OBJECT: gettext_lazy("Objection (Art. 21)"),
}
OUTCOMES: Mapping[str, Promise] = {
    Outcome.DONE: gettext_lazy("We did what you asked for."),
    Outcome.PARTLY: gettext_lazy("We did a part of what you asked for."),
    Outcome.REFUSED: gettext_lazy("We cannot do what you asked for."),
}
GROUNDS: Mapping[str, Promise] = {
    Ground.OTHERS: gettext_lazy(
        "A copy of the rest would touch the rights of other people (Art. 15 (4) GDPR)."
    ),
    Ground.RIGHT: gettext_lazy("What is kept is right, as far as we can see (Art. 16 GDPR)."),
    Ground.LAW: gettext_lazy(
        "A law obliges us to keep what is left (Art. 17 (3) (b) GDPR and the law of the desk)."
    ),
    Ground.CLAIMS: gettext_lazy("What is left is needed for legal claims (Art. 17 (3) (e) GDPR)."),
    Ground.NO_CASE: gettext_lazy("None of the cases of Art. 18 (1) GDPR is given."),
    Ground.COMPELLING: gettext_lazy(
        "There are compelling reasons for using the data (Art. 21 (1) GDPR)."
    ),
    Ground.IDENTITY: gettext_lazy(
        "We could not make sure that you are the person concerned (Art. 12 (2) GDPR)."
    ),
    Ground.EXCESSIVE: gettext_lazy(
        "The same was asked again and again within a short time (Art. 12 (5) GDPR)."
    ),
    Ground.NOTHING: gettext_lazy("Nothing is kept about you under what you told us."),
}
# What can be a ground at all depends on what was asked for; some can be for anything.
ALWAYS = (Ground.IDENTITY, Ground.EXCESSIVE, Ground.NOTHING)
GROUNDS_OF: Mapping[str, tuple[str, ...]] = {
    Kind.COPY: (Ground.OTHERS, *ALWAYS),
    Kind.CORRECT: (Ground.RIGHT, *ALWAYS),
    Kind.DELETE: (Ground.LAW, Ground.CLAIMS, *ALWAYS),
    Kind.RESTRICT: (Ground.NO_CASE, *ALWAYS),
    Kind.OBJECT: (Ground.COMPELLING, *ALWAYS),
}


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    """A letter; `reference` stands at the foot of each page."""

    language: Language
    demo_notice: str
    office: str
    reference: str
    where: str
    day: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...]
    rights: tuple[str, ...]


def answer_in_words(request: DataRequest) -> Side[AnswerWords]:
    """The answer, or what is told when more time is needed, in the person's language."""
    with speaking(request.language) as language:
        part = definition_of(request.office).office
        address, code = part.address, language.code
        stays = request.outcome == Outcome.PARTLY and request.kind == Kind.DELETE
        words = AnswerWords(
            language=language,
            demo_notice=demo_notice(part.town.in_language(code)),
            office=part.name.in_language(code),
            reference=f"{request.pk}",
            where=f"{address.street}, {address.postal_code} {address.town}",
            day=long_day(request.answered_on or timezone.localdate()),
            lines=tuple(_lines(request)),
            reasons=tuple(map(str, WHAT_STAYS)) if stays else (),
            rights=tuple(_rights(request)),
        )
        return Side(title=_("Your request about your data"), labels={}, visit=words)


def answer_pdf(request: DataRequest) -> bytes:
    """The answer as a letter."""
    return typeset(TEMPLATE, Sides(mine=answer_in_words(request)))


def _lines(request: DataRequest) -> Iterator[str]:
    asked = {"day": long_day(request.received_on), "what": str(KINDS[request.kind])}
    yield _("On %(day)s you asked for this: %(what)s.") % asked
    if request.outcome:
        yield str(OUTCOMES[request.outcome])
    if request.ground:
        yield str(GROUNDS[request.ground])
    if request.kind == Kind.COPY and request.outcome == Outcome.DONE:
        yield _("The copy is enclosed: to read, and for other programs (JSON).")
    if not request.outcome:
        until = {"day": long_day(request.due_on)}
        yield _("We answer by %(day)s at the latest (Art. 12 (3) GDPR).") % until
    if not request.outcome and request.extended_because:
        why = {"reason": request.extended_because}
        yield _("We need more time than one month. The reason: %(reason)s") % why


def _rights(request: DataRequest) -> Iterator[str]:
    if (request.outcome and request.outcome != Outcome.DONE) or request.extended_because:
        yield _(
            "You can complain to the data protection authority and go to court (Art. 77 and 79"
            " GDPR). Its address stands on our page “Data protection”."
        )
    yield _("The answer costs nothing.")
