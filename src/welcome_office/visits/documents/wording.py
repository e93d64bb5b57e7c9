"""A visit's preparation in words of the active language: one wording for page, mail and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from welcome_office.cases.amounts import amount_in_words, fee_in_words
from welcome_office.cases.conditions import all_of, condition_in_words
from welcome_office.core.wording import current_language, isolated
from welcome_office.law.errands import ALWAYS
from welcome_office.law.errands.papers import Paper
from welcome_office.partners.office_files import OfficeFile
from welcome_office.visits.documents.preparation import Preparation, StepPreparation

# The office's own words on how to pay, where it has some: a page of its files with this id.
PAYMENT_PAGE = "payment"


@dataclass(frozen=True, kw_only=True)
class PaperWords:
    """One line of the list of papers: what, in which case, for whom."""

    text: str
    condition: str
    people: str


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """What one step asks; `people` is empty where everybody who comes is concerned."""

    service: str
    people: str
    papers: tuple[PaperWords, ...]
    fee: str
    fee_note: str
    in_person: str
    must_come: str


@dataclass(frozen=True, kw_only=True)
class PreparationWords:
    """What the whole visit asks, in one language."""

    steps: tuple[StepWords, ...]
    total: str
    how_to_pay: str

    def without_coming(self) -> "PreparationWords":
        """The same for a visit by telephone or video, to which nobody comes."""
        steps = tuple(replace(step, in_person="", must_come="") for step in self.steps)
        return replace(self, steps=steps)


def preparation_in_words(preparation: Preparation, definition: OfficeFile) -> PreparationWords:
    """Say in the active language what to bring, what it costs and who must come."""
    return PreparationWords(
        steps=tuple(_step(step, preparation) for step in preparation.steps),
        total=_total(preparation),
        how_to_pay=how_to_pay(preparation, definition),
    )


def how_to_pay(preparation: Preparation, definition: OfficeFile) -> str:
    """The office's words on paying; nothing where nothing is paid."""
    if preparation.total.is_nothing and not preparation.total_is_open:
        return ""
    pages = {page.id: page for page in definition.pages}
    if PAYMENT_PAGE in pages:
        return pages[PAYMENT_PAGE].body.in_language(current_language().code).strip()
    return _("You pay at the desk. Ask the office before your visit how you can pay there.")


def _step(step: StepPreparation, preparation: Preparation) -> StepWords:
    everybody = tuple(range(len(preparation.first_names)))
    return StepWords(
        service=step.service.name.in_language(current_language().code),
        people="" if step.people == everybody else names(step.people, preparation),
        papers=_papers(step, preparation),
        fee=fee_in_words(step.fee),
        fee_note=step.fee.fee.text.in_language(current_language().code)
        if step.fee.fee.text
        else "",
        in_person=step.service.in_person.text.in_language(current_language().code),
        must_come="" if len(everybody) == 1 else names(step.must_come, preparation),
    )


def _papers(step: StepPreparation, preparation: Preparation) -> tuple[PaperWords, ...]:
    """First what is needed in any case, then case by case."""
    cases = dict.fromkeys([ALWAYS, *(paper.only_if for paper in step.papers)])
    return tuple(
        _paper(paper, step=step, preparation=preparation)
        for case in cases
        for paper in step.papers
        if paper.only_if == case
    )


def _paper(paper: Paper, *, step: StepPreparation, preparation: Preparation) -> PaperWords:
    for_some = paper.requirement.per == "person" and paper.people != step.people
    return PaperWords(
        text=paper.requirement.text.in_language(current_language().code),
        condition=condition_in_words(paper.only_if),
        people=names(paper.people, preparation) if for_some else "",
    )


def names(people: Sequence[int], preparation: Preparation) -> str:
    """The people at these positions; somebody without a name is called by number."""
    return all_of([called(preparation.first_names[i], position=i) for i in people])


def called(first_name: str, *, position: int) -> str:
    """How somebody is called on paper."""
    return isolated(first_name) or _("Person %(number)s") % {"number": position + 1}


def _total(preparation: Preparation) -> str:
    if not preparation.total_is_open:
        return amount_in_words(preparation.total)
    if preparation.total.is_nothing:
        return _("The desks tell you the amount.")
    amount = amount_in_words(preparation.total)
    return _("%(amount)s, and what the desks tell you") % {"amount": amount}
