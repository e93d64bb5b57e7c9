"""The arrival plan on paper, in German and the person's language."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.typesetting import icon, typeset
from welcome_office.core.wording import speaking
from welcome_office.law.arrival.plan import Plan
from welcome_office.partners.office_files import OfficeFile
from welcome_office.pathways.arrival.words import PlanWords, plan_in_words

TEMPLATE = Path(__file__).with_name("plan.typ")
FILE_NAME = "first-weeks.pdf"
BINDING = "de"


@dataclass(frozen=True, kw_only=True)
class Side:
    """What the paper says in one language."""

    title: str
    labels: dict[str, str]
    visit: PlanWords


@dataclass(frozen=True, kw_only=True)
class PlanPaper:
    """The whole paper; `german` is left out where it would say the same."""

    mine: Side
    german: Side | None
    icons: dict[str, str]


def plan_pdf(plan: Plan, definition: OfficeFile, *, language: str, code: str = "") -> bytes:
    """Set a plan in type; `code` opens it again and stands at the foot of every page."""
    mine = _side(plan, definition, language=language, code=code)
    is_german = mine.visit.language.code == BINDING
    german = None if is_german else _side(plan, definition, language=BINDING, code=code)
    steps = (*mine.visit.before_travel, *mine.visit.here)
    icons = {step.icon: icon(step.icon) for step in steps if step.icon}
    return typeset(TEMPLATE, PlanPaper(mine=mine, german=german, icons=icons))


def _side(plan: Plan, definition: OfficeFile, *, language: str, code: str) -> Side:
    town = definition.office.town
    with speaking(language) as spoken:
        words = plan_in_words(plan, definition, reference=code)
        title = _("My first weeks in %(town)s") % {"town": town.in_language(spoken.code)}
        return Side(title=title, labels=_labels(), visit=words)


def _labels() -> dict[str, str]:
    return {
        "as_of": _("As of"),
        "code": _("The code of your plan"),
        "guards": _("Days that you must not miss"),
        "before_travel": _("Before you travel"),
        "here": _("When you are here"),
        "perhaps": _("Only if this is true for you"),
        "why": _("Why"),
        "where": _("Where"),
        "decides": _("Who decides"),
        "bring": _("What to bring"),
        "fee": _("Fee"),
        "law": _("Law"),
        "total": _("All together"),
        "phone": _("Questions? Call"),
        "no_advice": _(
            "This plan is information, no legal advice. The office that is in charge decides."
        ),
    }
