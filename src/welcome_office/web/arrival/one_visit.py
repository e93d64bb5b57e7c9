"""Do these in one visit: from the plan into the booking, with everything filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.law.arrival.plan import Plan, PlannedStep
from welcome_office.partners.office_files import OfficeFile, Partner, Service
from welcome_office.pathways.actions.plans import connect_visit
from welcome_office.pathways.arrival.bundles import bundle_of, first_day
from welcome_office.pathways.arrival.office import services_of
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.web.arrival.kept import definition, kept_plan, plan_from, told_of
from welcome_office.web.public.draft import (
    MOST_STATIONS,
    Comer,
    Draft,
    LastDay,
    count_stations,
    draft_of,
)
from welcome_office.web.public.path import go_on, let_go, running_draft


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One step that can be ticked for the visit."""

    step: PlannedStep
    service: Service
    partner: Partner
    is_proposed: bool


@dataclass(frozen=True, kw_only=True)
class BundleWords:
    """What the page offers to book."""

    choices: tuple[Choice, ...]
    earliest: date | None
    last_day: date | None

    @property
    def is_too_late(self) -> bool:
        """Whether the visit cannot be in time any more."""
        return bool(self.earliest and self.last_day and self.last_day < self.earliest)


def bundle_in(plan: Plan, office_file: OfficeFile) -> BundleWords | None:
    """What one visit can do; None where there is nothing to book."""
    services = services_of(office_file, plan.answers)
    partners = {each.id: each for each in office_file.partners}
    bundle = bundle_of(plan, services, most=MOST_STATIONS)
    choices = tuple(
        Choice(
            step=step,
            service=services[step.id],
            partner=partners[services[step.id].partner],
            is_proposed=step in bundle.proposed,
        )
        for step in (*bundle.proposed, *bundle.could)
    )
    if not choices:
        return None
    return BundleWords(choices=choices, earliest=bundle.earliest, last_day=bundle.last_day)


@require_POST
def book(request: HttpRequest) -> HttpResponse:
    """Begin the booking with the ticked steps; only what is not known yet is asked there."""
    plan = plan_from(request, told_of(request))
    offered = bundle_in(plan, definition(request))
    ticked = set(request.POST.getlist("steps"))
    choices = [each for each in offered.choices if each.step.id in ticked] if offered else []
    if not choices:
        return redirect("arrival:plan")
    let_go(running_draft(request))
    return go_on(request, _draft(plan, choices, request), answered="errands")


def _draft(plan: Plan, choices: Sequence[Choice], request: HttpRequest) -> Draft:
    answers = plan.answers
    begin = first_day([each.step for each in choices])
    services = tuple(each.service.id for each in choices)
    has_to_wait = begin is not None and begin > timezone.localdate()
    draft = Draft(
        services=services,
        people=tuple(
            Comer(
                age=VisitPerson.Age(age),
                needs=tuple(each.service.id for each in choices if i in each.step.people),
            )
            for i, age in enumerate(answers.ages)
            if any(i in each.step.people for each in choices)
        ),
        arrival="day" if has_to_wait else "here" if answers.is_here else "",
        arrives_on=begin if has_to_wait else None,
        move_in="day" if answers.moves_in_on else "",
        moves_in_on=answers.moves_in_on,
        later=(),
        languages=_languages(definition(request)),
        last_days=_last_days(choices),
        errands=tuple(each.step.id for each in choices),
    )
    return draft if count_stations(draft, definition(request)) <= MOST_STATIONS else _few(draft)


def _few(draft: Draft) -> Draft:
    """Too much for one visit: let the person choose again on the page of the errands."""
    return Draft(typed={"errands": {"services": draft.services}}, errands=draft.errands)


def _languages(office_file: OfficeFile) -> tuple[str, ...]:
    code = current_language().code
    return (code,) if code in office_file.office.spoken_languages else ()


def _last_days(choices: Sequence[Choice]) -> tuple[LastDay, ...]:
    return tuple(
        LastDay(service=each.service.id, day=each.step.limit.day, norm=each.step.limit.norm)
        for each in choices
        if each.step.limit
    )


def connect(request: HttpRequest, visit: Visit) -> None:
    """Note in a kept plan which visit is to close its steps."""
    errands = draft_of(request).errands
    kept = kept_plan(request, told_of(request))
    if kept is not None and errands:
        connect_visit(kept, visit=visit.pk, errands=errands, by=VISITOR)
