"""Conditions of the law in words of the active language, as they stand behind "if"."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from welcome_office.law.errands import Condition, When

CHOICES: Mapping[str, Mapping[str, Promise]] = {
    "citizenship": {
        "german": pgettext_lazy("a citizen of", "Germany"),
        "eu": pgettext_lazy("a citizen of", "a country of the European Union"),
        "swiss": pgettext_lazy("a citizen of", "Switzerland"),
        "third_country": pgettext_lazy("a citizen of", "a country outside the European Union"),
    },
    "purpose": {
        "work": pgettext_lazy("you come for", "work"),
        "blue_card": pgettext_lazy("you come for", "an EU Blue Card"),
        "research": pgettext_lazy("you come for", "research"),
        "study": pgettext_lazy("you come for", "study"),
        "training": pgettext_lazy("you come for", "vocational training"),
        "recognition": pgettext_lazy("you come for", "the recognition of a qualification"),
        "job_search": pgettext_lazy("you come for", "a job search"),
        "self_employment": pgettext_lazy("you come for", "self-employment"),
        "family": pgettext_lazy("you come for", "family"),
        "protection": pgettext_lazy("you come for", "protection"),
    },
}
CHOICE_CLAUSES: Mapping[str, Promise] = {
    "citizenship": _("if you are a citizen of %(values)s"),
    "purpose": _("if you come for %(values)s"),
}
YES_NO_CLAUSES: dict[tuple[str, bool], Promise] = {
    ("family", True): _("if several members of your family are concerned"),
    ("family", False): _("if only you are concerned"),
    ("married", True): _("if you are married"),
    ("married", False): _("if you are not married"),
    ("children", True): _("if you have children under 18"),
    ("children", False): _("if you have no children under 18"),
    ("from_abroad", True): _("if your last home was outside Germany"),
    ("from_abroad", False): _("if your last home was in Germany"),
    ("has_title", True): _("if you have a German visa or residence title"),
    ("has_title", False): _("if you have no German visa or residence title"),
    ("visa_free", True): _("if you were allowed to enter Germany without a visa"),
    ("visa_free", False): _("if you needed a visa to enter Germany"),
    ("has_job", True): _("if you have a contract or a firm offer of work"),
    ("has_job", False): _("if you have no contract or firm offer of work"),
    ("represented", True): _("if somebody else comes for you"),
    ("represented", False): _("if you come yourself"),
}
# What only an arrival plan asks; each in the one form in which its rules use it.
YES_NO_CLAUSES |= {
    ("has_home", False): _("if you have no home yet"),
    ("insured", False): _("if you have no health insurance in Germany yet"),
    ("learned_abroad", True): _("if you learned an occupation or studied abroad"),
    ("wants_german", True): _("if you want to learn German"),
    ("has_licence", True): _("if you have a driving licence from abroad"),
    ("has_car", True): _("if you bring a car"),
    ("has_dog", True): _("if you bring a dog"),
    ("has_baby", True): _("if your child is very small or will be born soon"),
    ("small_children", True): _("if a child under 6 comes with you"),
    ("school_children", True): _("if a child of 6 to 17 comes with you"),
    ("low_income", True): _("if you have little money"),
    ("has_blocked_account", True): _("if you have a blocked account (Sperrkonto)"),
    ("needs_conduct", True): _("if your employer asks for it"),
    ("has_permit", False): _("if you have no residence title as a card yet"),
    ("applied", False): _("if you have not applied for a residence title yet"),
    ("permit_ends", True): _("if your residence title ends"),
}
AGE_CLAUSES: Mapping[str, Promise] = {
    "age_from": _("from the age of %(years)s"),
    "age_under": _("under the age of %(years)s"),
}


def condition_in_words(when: When) -> str:
    """Say for whom something holds: "if you are married and if you have children under 18"."""
    return all_of([_clause(each) for each in when.conditions])


def _clause(condition: Condition) -> str:
    allowed = condition.allowed
    if isinstance(allowed, tuple):
        words = CHOICES[condition.fact]
        said = [str(words[value]) for value in words if value in allowed]
        return str(CHOICE_CLAUSES[condition.fact]) % {"values": one_of(said)}
    if isinstance(allowed, bool):
        return str(YES_NO_CLAUSES[condition.fact, allowed])
    return str(AGE_CLAUSES[condition.fact]) % {"years": allowed}


def all_of(parts: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return _listed(parts, pattern=gettext("%(first)s and %(last)s"))


def one_of(parts: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b or c"."""
    return _listed(parts, pattern=gettext("%(first)s or %(last)s"))


def _listed(parts: Sequence[str], *, pattern: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    comma = pgettext("between the items of a list", ",")
    return pattern % {"first": f"{comma} ".join(parts[:-1]), "last": parts[-1]}
