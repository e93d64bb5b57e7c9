"""The arrival plan on paper, in German and the person's language."""

from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.bilingual import Side, both_sides
from welcome_office.core.typesetting import icon, typeset
from welcome_office.core.wording import current_language
from welcome_office.law.arrival.plan import Plan
from welcome_office.partners.office_files import OfficeFile
from welcome_office.pathways.arrival.words import PlanWords, plan_in_words

TEMPLATE = Path(__file__).with_name("plan.typ")
FILE_NAME = "first-weeks.pdf"


def plan_pdf(plan: Plan, definition: OfficeFile, *, language: str, code: str = "") -> bytes:
    """Set a plan in type; `code` opens it again and stands at the foot of every page."""
    sides = both_sides(partial(_side, plan, definition, code=code), language=language)
    steps = (*sides.mine.visit.before_travel, *sides.mine.visit.here)
    icons = {step.icon: icon(step.icon) for step in steps if step.icon}
    return typeset(TEMPLATE, sides.paper(icons=icons))


def _side(plan: Plan, definition: OfficeFile, *, code: str) -> Side[PlanWords]:
    words = plan_in_words(plan, definition, reference=code)
    town = definition.office.town.in_language(current_language().code)
    title = _("My first weeks in %(town)s") % {"town": town}
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
