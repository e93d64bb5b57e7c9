"""What a visit's people take home: what was done, what comes next, who acts, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.cases.models import NextStep
from welcome_office.core.bilingual import Side, both_sides
from welcome_office.core.languages import Language
from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import (
    clock_range,
    current_language,
    demo_notice,
    isolated,
    long_day,
)
from welcome_office.partners.queries import definition_of
from welcome_office.visits.documents.visit_in_words import where
from welcome_office.visits.models import Continuation, StepEvent, Visit
from welcome_office.visits.progress import Progress, progress_by_step
from welcome_office.visits.reference import show_reference
from welcome_office.visits.route import Station, route_of_visit

TEMPLATE = Path(__file__).with_name("farewell.typ")
FILE_NAME = "welcome-office-next.pdf"
Kind = StepEvent.Kind
OUTCOMES: Mapping[StepEvent.Kind, Promise] = {
    Kind.EXPECTED: gettext_lazy("Still open"),
    Kind.HERE: gettext_lazy("Still open"),
    Kind.RUNNING: gettext_lazy("Still open"),
    Kind.DONE: gettext_lazy("Done"),
    Kind.CONTINUES: gettext_lazy("Not finished yet: it continues"),
    Kind.MISSED: gettext_lazy("Did not take place"),
}


@dataclass(frozen=True, kw_only=True)
class OutcomeWords:
    """One station: how it went and, where something follows, what, where, who and until when."""

    state: str
    service: str
    term: str
    partner: str
    outcome: str
    handover: str
    what: str
    where: str
    who: str
    until: str


@dataclass(frozen=True, kw_only=True)
class FarewellWords:
    """The whole message, in one language."""

    language: Language
    demo_notice: str
    office: str
    where: str
    phone: str
    name: str
    reference: str
    day: str
    time: str
    start: str
    stations: tuple[OutcomeWords, ...]

    @property
    def continues(self) -> bool:
        """Whether anything follows."""
        return any(station.what for station in self.stations)


def farewell_in_words(visit: Visit) -> FarewellWords:
    """Say in the active language how the visit went; fetch it by `visits_in_full`."""
    definition, route = definition_of(visit.office), route_of_visit(visit)
    office, language = definition.office, current_language()
    steps = list(visit.steps.all())
    progress = progress_by_step(step.pk for step in steps)
    agreed = {
        each.event_id: each
        for each in Continuation.objects.filter(event__step__visit=visit).select_related(
            "next_step"
        )
    }
    return FarewellWords(
        language=language,
        demo_notice=demo_notice(office.town.in_language(language.code)),
        office=office.name.in_language(language.code),
        where=where(visit, office),
        phone=office.phone,
        name=visit.name,
        reference=show_reference(visit.reference),
        day=long_day(route.start),
        time=clock_range(route.start, route.end),
        start="",
        stations=tuple(
            _outcome(station, progress[step.pk], agreed.get(progress[step.pk].event or 0))
            for station, step in zip(route.stations, steps, strict=True)
        ),
    )


def _outcome(station: Station, progress: Progress, agreed: Continuation | None) -> OutcomeWords:
    code = current_language().code
    service = station.service
    is_handed_over = progress.state == Kind.DONE and service.one_stop == "part"
    partner = station.partner.name.in_language(code)
    return OutcomeWords(
        state=progress.state,
        service=service.name.in_language(code),
        term="" if code == "de" else service.term,
        partner=partner,
        outcome=str(OUTCOMES[progress.state]),
        handover=service.handover.in_language(code) if is_handed_over and service.handover else "",
        what=isolated(agreed.what) if agreed else "",
        where=isolated(agreed.where) if agreed else "",
        who=_who(agreed.next_step, partner=partner) if agreed else "",
        until=long_day(agreed.next_step.due_on) if agreed else "",
    )


def _who(step: NextStep, *, partner: str) -> str:
    """Whose turn it is, as the person reads it."""
    if step.actor == NextStep.Actor.PERSON:
        return _("You")
    if step.actor == NextStep.Actor.BODY:
        return _("Another authority or body")
    return partner


def farewell_slip(visit: Visit) -> bytes:
    """Set the slip in type, for people whom no message reaches; fetch by `visits_in_full`."""
    return typeset(TEMPLATE, both_sides(partial(_side, visit), language=visit.language).paper())


def _side(visit: Visit) -> Side[FarewellWords]:
    return Side(
        title=_("What was done, and what comes next"),
        labels={
            "what": _("What"),
            "where": _("Where"),
            "who": _("Who acts"),
            "until": _("Until when"),
            "day": _("Day"),
            "name": _("Name"),
            "phone": _("Questions? Call"),
            "reference": _("Reference"),
        },
        visit=farewell_in_words(visit),
    )
