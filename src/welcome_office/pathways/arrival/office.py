"""What an office makes of the errands of a plan: its own papers, minutes and places."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from welcome_office.law.arrival.answers import Answers, comers, knowledge
from welcome_office.law.arrival.rules import ArrivalRules, StepRule, load_rules
from welcome_office.law.errands import Elsewhere, Errand
from welcome_office.law.errands.knowledge import Knowledge, holds
from welcome_office.partners.office_files import OfficeFile, Partner, Service


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a step is done: at a desk of this office, or elsewhere, or nobody has said."""

    service: Service | None = None
    partner: Partner | None = None
    elsewhere: Elsewhere | None = None


def office_rules(definition: OfficeFile, answers: Answers) -> ArrivalRules:
    """The rules of plans with what this office says about papers, fees and who must come."""
    rules = load_rules()
    services = services_of(definition, answers)
    steps = {
        name: _with_service(step, services[name]) if name in services else step
        for name, step in rules.steps.items()
    }
    return ArrivalRules(steps, rules.guards)


def _with_service(step: StepRule, service: Service) -> StepRule:
    return replace(
        step,
        errand=replace(
            step.errand,
            papers=service.papers,
            fee=service.fee,
            in_person=service.in_person,
            deadlines=service.deadlines,
        ),
    )


def services_of(definition: OfficeFile, answers: Answers) -> Mapping[str, Service]:
    """The service for each errand that this office does for newcomers with these answers."""
    known = knowledge(answers, comers(answers)[0])
    found: dict[str, Service] = {}
    for service in definition.services:
        if service.errand is None or "newcomer" not in service.audience:
            continue
        if service.errand not in found or _fits_better(service, known):
            found[service.errand] = service
    return found


def _fits_better(service: Service, known: Knowledge) -> bool:
    """Whether a variant (as for the Blue Card) is meant for somebody of whom this is known."""
    return bool(service.variant and service.when.conditions and _is_meant(service, known))


def _is_meant(service: Service, known: Knowledge) -> bool:
    asked = {condition.fact for condition in service.when.conditions}
    return "purpose" in asked and holds(service.when, known) is True


def spots_of(definition: OfficeFile, answers: Answers) -> Mapping[str, Spot]:
    """Where each errand of the catalogue is done."""
    services = services_of(definition, answers)
    referrals = {each.errand: each.elsewhere for each in definition.referrals}
    partners = {each.id: each for each in definition.partners}
    return {
        name: _spot(step.errand, services.get(name), referrals.get(name), partners)
        for name, step in load_rules().steps.items()
    }


def _spot(
    errand: Errand,
    service: Service | None,
    referral: Elsewhere | None,
    partners: Mapping[str, Partner],
) -> Spot:
    if service is not None:
        return Spot(service=service, partner=partners[service.partner])
    return Spot(elsewhere=referral or errand.elsewhere)
