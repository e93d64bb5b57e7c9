"""What somebody answered, in words of the active language."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.core.wording import current_language, long_day
from welcome_office.law.recognition.law import load_law
from welcome_office.law.residence.interview import question
from welcome_office.law.residence.wording import amount_text
from welcome_office.pathways.checking import Answer, Check, law_language
from welcome_office.pathways.held import FAMILY, FAMILY_NAME
from welcome_office.pathways.occupations import LAND, occupation_name

YES, NO, UNKNOWN = gettext_lazy("Yes"), gettext_lazy("No"), gettext_lazy("I don't know yet")
NO_KNOWLEDGE = gettext_lazy("not at all")
NATIVE = gettext_lazy("as my first language")


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    """A question with its answer."""

    fact: str
    ask: str
    answer: str


def purpose_name(check: Check) -> str:
    """What somebody comes for."""
    return str(check.law.data["purposes"][check.purpose]["name"][law_language()])


def answers_in_words(check: Check) -> tuple[AnswerWords, ...]:
    """Everything that was told and that the law still knows, in the order of telling."""
    known = check.law.data["facts"]
    language = law_language()
    return tuple(
        AnswerWords(
            fact=fact,
            ask=question(check.law, fact, language=language).ask,
            answer=answer_in_words(fact, value, check),
        )
        for fact, value in check.told.items()
        if fact in known
    )


def answer_in_words(fact: str, value: Answer, check: Check) -> str:
    """One answer as people say it."""
    if value is None:
        return str(UNKNOWN)
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, str):
        return _text(fact, value, check)
    amount = amount_text(float(value), language=law_language())
    return _("%(amount)s euros a year") % {"amount": amount} if fact == "salary" else amount


def _text(fact: str, value: str, check: Check) -> str:
    data = check.law.data["facts"][fact]
    options = data.get("options", {})
    if value in options:
        return str(options[value][law_language()])
    if data["kind"] == "day":
        return long_day(date.fromisoformat(value))
    if data["kind"] == "country":
        return country_name(value)
    if data["kind"] == "occupation":
        return occupation_name(value)
    if data["kind"] == "level":
        return level_name(value)
    return str(FAMILY_NAME) if (fact, value) == ("current_title", FAMILY) else value


def level_name(level: str) -> str:
    """A language level as people know it."""
    return str({"none": NO_KNOWLEDGE, "native": NATIVE}.get(level, level))


def country_name(code: str) -> str:
    """A country in the active language."""
    names = load_law(LAND).countries[code].names
    return names.get(current_language().code, names["de"])
