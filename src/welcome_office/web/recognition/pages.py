"""The pages of the finder after an occupation is chosen: questions, the answer, the paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from welcome_office.core.wording import current_language
from welcome_office.law.recognition.facts import ABROAD
from welcome_office.recognition.answers import answer_in_words, occupation_name
from welcome_office.recognition.asking import ORDER, Inquiry
from welcome_office.recognition.documents import answer_paper
from welcome_office.recognition.land import advice_on
from welcome_office.web.downloads import download
from welcome_office.web.recognition.kept import (
    definition,
    inquiry_about,
    keep,
    kept_of,
    with_answer,
)
from welcome_office.web.recognition.questions import (
    COUNTRIES,
    HERE,
    OTHER,
    PLACES,
    QUESTIONS,
    UNKNOWN,
    QuestionForm,
)


@require_safe
def begin(request: HttpRequest, *, occupation: str) -> HttpResponse:
    """Go to the first question that matters, or to the answer."""
    return _next_page(inquiry_about(request, occupation))


def _next_page(inquiry: Inquiry) -> HttpResponse:
    fact = inquiry.next_question
    if fact is None:
        return redirect("recognition:answer", occupation=inquiry.occupation)
    return redirect("recognition:question", occupation=inquiry.occupation, fact=fact)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, *, occupation: str, fact: str) -> HttpResponse:
    """Ask for one fact."""
    if fact not in QUESTIONS:
        raise Http404(f"There is no question about {fact!r}.")
    inquiry = inquiry_about(request, occupation)
    office = definition(request).office
    typed = request.POST if request.method == "POST" else _earlier(inquiry, fact, office.address)
    form = QuestionForm(typed, fact=fact, law=inquiry.law, office=office)
    if request.method == "POST" and form.is_valid():
        keep(request, with_answer(kept_of(request), fact=fact, value=form.value))
        return _next_page(inquiry_about(request, occupation))
    if request.method != "POST" and typed is not None:
        form = QuestionForm.as_typed(typed, fact=fact, law=inquiry.law, office=office)  # type: ignore[assignment] # as_typed gives the class back
    context = {
        "form": form,
        "fact": fact,
        "occupation": occupation,
        "name": occupation_name(occupation, inquiry.law),
        "more": len(set(inquiry.open_questions) - {fact}),
        "back": _back(inquiry, fact),
        "towns": inquiry.law.municipalities() if fact in PLACES else (),
    }
    return render(request, "recognition/question.html", context)


def _earlier(inquiry: Inquiry, fact: str, address: Any) -> dict[str, str] | None:
    """The earlier answer to this question, as the form would have sent it."""
    if fact not in inquiry.asked:
        return None
    value = inquiry.told.get(fact)
    if value is None:
        return {"answer": UNKNOWN}
    if isinstance(value, bool):
        return {"answer": "yes" if value else "no"}
    if fact in COUNTRIES or value == ABROAD:
        return {"answer": value}
    return {"answer": HERE} if value == address.town else {"answer": OTHER, "town": value}


def _back(inquiry: Inquiry, fact: str) -> str:
    """The question before this one that was asked; empty where the search comes before."""
    before = [each for each in ORDER[: ORDER.index(fact)] if each in inquiry.asked]
    return before[-1] if before else ""


@require_safe
def answer(request: HttpRequest, *, occupation: str) -> HttpResponse:
    """Say what was found, also where something is not known yet."""
    inquiry = inquiry_about(request, occupation)
    office_file = definition(request)
    context = {
        "answer": answer_in_words(inquiry, office_file.office),
        "occupation": occupation,
        "missing": [(fact, QUESTIONS[fact].title) for fact in inquiry.unknown],
        "changeable": [
            (fact, QUESTIONS[fact].title)
            for fact in ORDER
            if fact in inquiry.asked and fact not in inquiry.unknown
        ],
        "service": advice_on(occupation, office_file),
        "day": inquiry.day,
    }
    return render(request, "recognition/answer.html", context)


@require_safe
def paper(request: HttpRequest, *, occupation: str) -> HttpResponse:
    """The answer to take along, in German and the language of the page."""
    inquiry = inquiry_about(request, occupation)
    made = answer_paper.answer_pdf(
        inquiry, definition(request).office, language=current_language().code
    )
    return download(made, kind="application/pdf", name=answer_paper.FILE_NAME)
