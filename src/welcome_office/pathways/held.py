"""What somebody holds already: what it lets them do, when it ends, which changes to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.core.wording import long_day
from welcome_office.law.residence.law import ResidenceLaw, residence_law
from welcome_office.law.residence.wording import with_figures
from welcome_office.pathways.checking import Answer, law_language


class Holding(StrEnum):
    """What somebody may hold before the check begins."""

    ABROAD = "abroad"
    VISA = "visa"
    TITLE = "title"
    FICTION = "fiction"
    UNION = "union"
    ELSE = "else"
    UNKNOWN = "unknown"


HOLDINGS: Mapping[Holding, Any] = {
    Holding.ABROAD: gettext_lazy("No, and I am still abroad"),
    Holding.VISA: gettext_lazy("No, but I am in Germany already, for example with a visa"),
    Holding.TITLE: gettext_lazy("Yes, a residence title, for example a card or a sticker"),
    Holding.FICTION: gettext_lazy("Yes, a provisional certificate (Fiktionsbescheinigung)"),
    Holding.UNION: gettext_lazy(
        "Yes, a passport of the EU, Iceland, Norway, Liechtenstein or Switzerland"
    ),
    Holding.ELSE: gettext_lazy(
        "I have asked for asylum, have a Duldung, or a title after an asylum procedure"
    ),
    Holding.UNKNOWN: gettext_lazy("I don't know"),
}
FAMILY = "30"
OTHER = "other"
FAMILY_NAME = gettext_lazy("Family (sections 28 to 36)")
OTHER_NAME = gettext_lazy("Another title, or I don't know which")
# Title -> the pathway whose words say what it allows, and what is worth checking with it.
# A title without a pathway (recognition has five forms) is answered with what its card says.
TITLES: Mapping[str, tuple[str | None, tuple[str, ...]]] = {
    "16a": ("s16a_1", ("work", "search_after_studies", "settlement")),
    "16b": ("s16b", ("work", "search_after_studies", "training")),
    "16d": (None, ("work", "search_after_studies")),
    "16f": ("s16f_language", ("training", "study", "work")),
    "17": ("s17_1", ("training", "study", "work")),
    "18a": ("s18a", ("settlement", "citizenship", "work")),
    "18b": ("s18b", ("work", "settlement", "citizenship")),
    "18d": ("s18d", ("work", "settlement", "citizenship")),
    "18g": ("bluecard_standard", ("settlement", "citizenship")),
    "19c2": ("s19c2_experienced", ("work", "settlement", "citizenship")),
    "20": ("s20", ("work", "training")),
    "20a": ("s20a_fachkraft", ("work", "recognition", "training")),
    "24": ("s24", ("work", "training", "recognition")),
    FAMILY: ("family_spouse_foreigner", ("settlement", "citizenship", "work")),
    "NE": ("ne_9", ("citizenship",)),
}
UNION_PURPOSES = ("citizenship",)


@dataclass(frozen=True, kw_only=True)
class HeldWords:
    """What a page says about something that is held."""

    name: str
    allows: tuple[str, ...]
    ends: tuple[str, ...]
    later: str = ""
    purposes: tuple[str, ...] = ()
    cite: str = ""


def title_names() -> tuple[tuple[str, Any], ...]:
    """The titles that can be chosen, in the active language; whatever is not among them last."""
    options = residence_law().data["facts"]["current_title"]["options"]
    language = law_language()
    known = tuple((code, options[code][language]) for code in TITLES if code in options)
    return (*known, (FAMILY, FAMILY_NAME), (OTHER, OTHER_NAME))


# Where somebody is follows from the answer, so nobody is asked for it again.
FACTS: Mapping[Holding, Mapping[str, Answer]] = {
    Holding.ABROAD: {"location": "abroad"},
    Holding.VISA: {"location": "germany", "current_title": "none"},
    Holding.FICTION: {"location": "germany"},
}


def facts_of_title(title: str) -> dict[str, Answer]:
    """What follows for the check from holding a title here."""
    return {"location": "germany", "current_title": title}


def title_in_words(title: str, *, until: date | None, day: date) -> HeldWords:
    """What a title lets its holder do; raises KeyError for one that the law data do not cover."""
    law = residence_law()
    pathway, purposes = TITLES[title]
    about = _about(law, pathway, day=day)
    names = dict(title_names())
    on_card = _("What stands on the title or on its additional sheet (Zusatzblatt) counts.")
    return HeldWords(
        name=str(names[title]),
        allows=(*_texts(about, "work", law=law, day=day), on_card),
        ends=_ends(title, about, until=until, day=day),
        later=next(iter(_texts(about, "later", law=law, day=day)), ""),
        purposes=purposes,
        cite=str(about.get("law", "")),
    )


def union_in_words(day: date) -> HeldWords:
    """What the freedom to move within the Union and Switzerland means."""
    law = residence_law()
    about = _about(law, "eu_freemovement", day=day)
    return HeldWords(
        name=str(about["name"][law_language()]),
        allows=_texts(about, "work", law=law, day=day),
        ends=(_("The right needs no title and has no fixed end."),),
        later=next(iter(_texts(about, "later", law=law, day=day)), ""),
        purposes=UNION_PURPOSES,
        cite=str(about["law"]),
    )


def fiction_in_words(*, until: date | None, day: date) -> HeldWords:
    """What a provisional certificate means, by the paragraph that is ticked on it."""
    law = residence_law()
    return HeldWords(
        name=_("Provisional certificate (Fiktionsbescheinigung)"),
        allows=(
            _(
                "Section 81 (4) is ticked: your former title continues, with everything it allows,"
                " also the work."
            ),
            _("Section 81 (3) is ticked: you may stay. Working is not allowed by it alone."),
            _(
                "Once your card for studies, training or work is ordered, the work it will allow"
                " is allowed already (section 81 (5a))."
            ),
            _("The tick stands inside the folded paper."),
        ),
        ends=(
            *_until(until, day=day),
            _("It ends with the decision on your application, or on the day that stands on it."),
            with_figures(
                _("If that day comes before the decision, ask for a new one: {fee_fiction} euros."),
                law,
                language=law_language(),
                day=day,
            ),
        ),
        purposes=("work", "settlement", "citizenship"),
        cite="§ 81 Abs. 3–5 AufenthG",
    )


def _about(law: ResidenceLaw, pathway: str | None, *, day: date) -> Mapping[str, Any]:
    rules = law.book.on(day).rules
    return next((rule.about for rule in rules if rule.id == pathway), {})


def _texts(about: Mapping[str, Any], name: str, *, law: ResidenceLaw, day: date) -> tuple[str, ...]:
    if name not in about:
        return ()
    language = law_language()
    return (with_figures(about[name][language], law, language=language, day=day),)


def _ends(
    title: str, about: Mapping[str, Any], *, until: date | None, day: date
) -> tuple[str, ...]:
    if title == "NE":
        return (_("It has no end. If you leave Germany for more than six months, ask before."),)
    told = _until(until, day=day)
    usual = _texts(about, "term", law=residence_law(), day=day)
    apply = _(
        "Apply for the extension before it ends: then it continues until the decision"
        " (section 81 (4))."
    )
    return (*told, *(usual if not told else ()), apply)


def _until(until: date | None, *, day: date) -> tuple[str, ...]:
    if until is None:
        return ()
    if until < day:
        return (
            _("It ended on %(day)s. Please talk to the foreigners' office at once.")
            % {"day": long_day(until)},
        )
    return (_("It ends on %(day)s.") % {"day": long_day(until)},)
