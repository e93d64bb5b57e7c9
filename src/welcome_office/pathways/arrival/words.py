"""A plan in words of the active language: what page, paper and calendar are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welcome_office.cases.amounts import amount_in_words, fee_in_words
from welcome_office.cases.conditions import condition_in_words
from welcome_office.core.languages import Language
from welcome_office.core.wording import current_language, demo_notice, long_day
from welcome_office.law.arrival.plan import Guard, Plan, PlannedStep
from welcome_office.law.errands import ALWAYS
from welcome_office.law.errands.knowledge import MINORS
from welcome_office.law.errands.papers import Paper
from welcome_office.partners.office_files import OfficeFile
from welcome_office.pathways.arrival.office import Spot, spots_of


@dataclass(frozen=True, kw_only=True)
class PaperWords:
    """One line of the list of papers: what, in which case, for whom."""

    text: str
    condition: str
    people: str


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """One step as a card says it; `term` is the official German name where another one is shown."""

    id: str
    number: int
    name: str
    term: str
    explanation: str
    reasons: tuple[str, ...]
    when: str
    is_urgent: bool
    remark: str
    takes: str
    people: str
    condition: str
    after: tuple[str, ...]
    partner: str
    icon: str
    place: str
    link: str
    minutes: int
    decides: str
    fee: str
    fee_note: str
    papers: tuple[PaperWords, ...]
    deadlines: tuple[str, ...]
    in_person: str
    handover: str
    legal: str
    checked: str
    is_to_be_verified: bool
    is_critical: bool
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class GuardWords:
    """A day that must not be missed."""

    id: str
    day: str
    text: str
    norm: str
    urgency: str


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """A whole plan in one language; `code` is what opens it again, shown in groups."""

    language: Language
    demo_notice: str
    office: str
    phone: str
    reference: str
    as_of: str
    guards: tuple[GuardWords, ...]
    before_travel: tuple[StepWords, ...]
    here: tuple[StepWords, ...]
    perhaps: tuple[StepWords, ...]
    done: tuple[StepWords, ...]
    critical: tuple[str, ...]
    total: str


def plan_in_words(plan: Plan, definition: OfficeFile, *, reference: str = "") -> PlanWords:
    """Say everything that a plan says; `reference` stands at the foot of its paper."""
    spots = spots_of(definition, plan.answers)
    code = current_language().code
    words = {
        step.id: _step(step, plan, spots[step.id], number)
        for number, step in enumerate((*plan.sure, *plan.perhaps, *plan.done), start=1)
    }
    return PlanWords(
        language=current_language(),
        demo_notice=demo_notice(definition.office.town.in_language(code)),
        office=definition.office.name.in_language(code),
        phone=definition.office.phone,
        reference=reference,
        as_of=long_day(plan.as_of),
        guards=tuple(_guard(each) for each in plan.guards),
        before_travel=_these(words, [s for s in plan.sure if s.phase == "before_travel"]),
        here=_these(words, [s for s in plan.sure if s.phase == "here"]),
        perhaps=_these(words, plan.perhaps),
        done=_these(words, plan.done),
        critical=tuple(words[name].name for name in plan.critical),
        total=_total(plan),
    )


def _these(words: Mapping[str, StepWords], steps: Sequence[PlannedStep]) -> tuple[StepWords, ...]:
    return tuple(words[step.id] for step in steps)


def _step(step: PlannedStep, plan: Plan, spot: Spot, number: int) -> StepWords:
    code, errand = current_language().code, step.errand
    handover = spot.service.handover if spot.service else None
    is_for_desk = spot.service is not None
    return StepWords(
        id=step.id,
        number=number,
        name=errand.name.in_language(code),
        term="" if code == "de" else errand.term,
        explanation=errand.explanation.in_language(code),
        reasons=tuple(reason.in_language(code) for reason in step.reasons),
        when=when_in_words(step, plan.as_of),
        is_urgent=step.cannot_be_in_time,
        remark=_remark(step, plan),
        takes=_takes(step),
        people=people_in_words(step.people, plan),
        condition=condition_in_words(step.only_if),
        after=_after(step, plan),
        partner=spot.partner.name.in_language(code) if spot.partner else "",
        icon=spot.partner.icon if spot.partner else "",
        place=spot.elsewhere.place.in_language(code) if spot.elsewhere else "",
        link=spot.elsewhere.link if spot.elsewhere else "",
        minutes=spot.service.minutes if spot.service else 0,
        decides=errand.body,
        fee=fee_in_words(step.fee) if step.fee.amount else "",
        fee_note=errand.fee.text.in_language(code) if errand.fee.text else "",
        papers=tuple(_paper(paper, step, plan) for paper in _sorted(step.papers)),
        deadlines=tuple(each.text.in_language(code) for each in step.open_deadlines),
        in_person=errand.in_person.text.in_language(code) if is_for_desk else "",
        handover=handover.in_language(code) if handover and errand.one_stop == "part" else "",
        legal=errand.legal,
        checked=long_day(errand.checked),
        is_to_be_verified=errand.confidence == "low",
        is_critical=step.is_critical,
        is_done=step.is_done,
    )


def when_in_words(step: PlannedStep, today: date) -> str:
    """From when and until when: "from Monday, 1 March 2027, at the latest …"."""
    if step.is_done:
        return _("done")
    latest = step.limit.day if step.limit else None
    if latest and latest < today:
        return _("as soon as possible; the last day was %(day)s") % {"day": _day(latest)}
    if step.earliest is None:
        if latest:
            return _("at the latest %(last)s") % {"last": _day(latest)}
        return _("as soon as the days before it are known")
    days = {"first": _day(step.earliest), "last": _day(latest)}
    if step.cannot_be_in_time:
        return _("by %(last)s; what comes before it takes longer, so tell the desk") % days
    if step.earliest <= today:
        return _("now, at the latest %(last)s") % days if latest else _("now")
    if latest:
        return _("from %(first)s, at the latest %(last)s") % days
    return _("from %(first)s") % days


def _day(day: date | None) -> str:
    return long_day(day) if day else ""


def _remark(step: PlannedStep, plan: Plan) -> str:
    """Why the last day is earlier than the step's own, or that it can hardly be kept."""
    if step.limit is None or not step.limit.needed_for or step.is_done:
        return ""
    later = plan.by_id[step.limit.needed_for].errand.name
    return _("so that there is time for “%(step)s”") % {
        "step": later.in_language(current_language().code)
    }


def _takes(step: PlannedStep) -> str:
    least, most = step.takes
    if most == 0:
        return ""
    if most % 7 == 0 and least % 7 == 0:
        words = {"least": least // 7, "most": most // 7}
        return _("takes about %(least)d to %(most)d weeks") % words
    return _("takes about %(least)d to %(most)d days") % {"least": least, "most": most}


def _after(step: PlannedStep, plan: Plan) -> tuple[str, ...]:
    code = current_language().code
    return tuple(
        f"{plan.by_id[link.errand].errand.name.in_language(code)}: {link.reason.in_language(code)}"
        for link in step.after
        if not plan.by_id[link.errand].is_done and plan.by_id[link.errand].is_sure
    )


def people_in_words(people: Sequence[int], plan: Plan) -> str:
    """For whom; empty where only one person comes."""
    ages = plan.answers.ages
    if len(ages) == 1:
        return ""
    if len(people) == len(ages):
        return _("for all of you")
    minors = [i for i in people if ages[i] in MINORS]
    adults = len(people) - len(minors)
    if not minors and adults == 1:
        return _("one adult for all")
    if adults:
        return ngettext("for %(count)d adult", "for %(count)d adults", adults) % {"count": adults}
    return ngettext("for %(count)d child", "for %(count)d children", len(minors)) % {
        "count": len(minors)
    }


def _sorted(papers: Sequence[Paper]) -> list[Paper]:
    """First what is needed in any case."""
    return sorted(papers, key=lambda paper: paper.only_if != ALWAYS)


def _paper(paper: Paper, step: PlannedStep, plan: Plan) -> PaperWords:
    is_for_some = paper.requirement.per == "person" and paper.people != step.people
    return PaperWords(
        text=paper.requirement.text.in_language(current_language().code),
        condition=condition_in_words(paper.only_if),
        people=people_in_words(paper.people, plan) if is_for_some else "",
    )


def _guard(guard: Guard) -> GuardWords:
    return GuardWords(
        id=guard.rule.id,
        day=long_day(guard.day),
        text=guard.rule.text.in_language(current_language().code),
        norm=guard.rule.norm,
        urgency=guard.urgency,
    )


def _total(plan: Plan) -> str:
    amount = amount_in_words(plan.total)
    if not plan.total_is_open:
        return amount
    if plan.total.is_nothing:
        return _("Nobody can say the amount before.")
    return _("%(amount)s, and what has no fixed price") % {"amount": amount}
