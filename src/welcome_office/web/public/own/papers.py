"""Are your papers ready? Asked per paper, answered per desk; it advises and never blocks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.cases.conditions import condition_in_words
from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.law.errands import ALWAYS
from welcome_office.visits.actions import answer_papers
from welcome_office.visits.documents.preparation import preparation_of_visit
from welcome_office.visits.models import PaperAnswer, Visit
from welcome_office.visits.readiness import (
    Question,
    Verdict,
    answers_of,
    questions_of,
    readiness_of,
)
from welcome_office.web.forms import ChoiceOfOne, PageForm
from welcome_office.web.public.own.access import own_page

Answer = PaperAnswer.Answer
ANSWERS = {
    Answer.HAVE: gettext_lazy("I have it"),
    Answer.WILL: gettext_lazy("I will have it"),
    Answer.LACK: gettext_lazy("I do not have it"),
}
NOT_NEEDED = gettext_lazy("It does not concern me")


class PapersForm(PageForm):
    """One question per paper; every answer may stay open."""

    def __init__(self, *args: Any, questions: tuple[Question, ...], **kwargs: Any) -> None:
        """Ask about these papers."""
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = _field(question)

    def answers(self) -> dict[str, PaperAnswer.Answer | None]:
        """What was answered, by the question's key."""
        said = self.cleaned_data
        return {key: Answer(answer) if answer else None for key, answer in said.items()}


def _field(question: Question) -> ChoiceOfOne:
    code = current_language().code
    needs = ", ".join(service.name.in_language(code) for service in question.services)
    help_text = _("For: %(services)s") % {"services": needs}
    choices = [(str(answer), name) for answer, name in ANSWERS.items()]
    if question.only_if != ALWAYS:
        help_text = f"{help_text} · {condition_in_words(question.only_if)}"
        choices.append((str(Answer.NOT_NEEDED), NOT_NEEDED))
    label = question.requirement.text.in_language(code)
    return ChoiceOfOne(label=label, help_text=help_text, choices=choices, required=False)


@own_page(until_end=True)
def papers(request: HttpRequest, visit: Visit, *, token: str) -> HttpResponse:
    """Ask, and say per desk what follows from the answers."""
    preparation = preparation_of_visit(visit)
    answers = answers_of(visit)
    initial = {key: str(answer) for key, answer in answers.items()}
    questions = questions_of(preparation)
    form = PapersForm(request.POST or None, questions=questions, initial=initial)
    if form.is_valid():
        answer_papers(visit, form.answers(), by=VISITOR)
        return redirect("public:own_papers", token=token)
    readiness = readiness_of(preparation, answers)
    context = {
        "token": token,
        "form": form,
        "desks": readiness,
        "is_asked": any(desk.verdict != Verdict.NOT_ASKED for desk in readiness) and bool(answers),
        "can_drop": len({desk.service.id for desk in readiness}) > 1,
        "is_ahead": visit.during.lower > timezone.now(),
    }
    return render(request, "public/own/papers.html", context)
