"""Finding one's occupation: by its name in any language, by a day's work, by its field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from welcome_office.core.wording import current_language
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.law.recognition.search import occupations
from welcome_office.recognition.answers import law_language, occupation_name, official_term
from welcome_office.recognition.land import law_of
from welcome_office.web.brakes.guard import guard_looking
from welcome_office.web.recognition.kept import definition

LONGEST = 300
SHOWN = 6
# Somebody who describes the work should see a little more to choose from.
SHOWN_BY_TASKS = 8


@dataclass(frozen=True)
class Candidate:
    """An occupation that may be meant."""

    id: str
    name: str
    term: str


@dataclass(frozen=True)
class FieldChoice:
    """A field of work to look through."""

    id: str
    name: str
    is_chosen: bool


@require_safe
@guard_looking("search")
def search(request: HttpRequest) -> HttpResponse:
    """Show three ways to an occupation, and what the one that was taken leads to."""
    law = law_of(definition(request))
    if law is None:
        raise Http404("Nobody has written down this Land's law of recognition yet.")
    asked = {way: request.GET.get(way, "").strip()[:LONGEST] for way in ("name", "tasks", "field")}
    context = {
        "asked": asked,
        "has_asked": any(asked.values()),
        "found": [_candidate(each, law) for each in _found(asked)],
        "fields": _fields(chosen=asked["field"]),
        "longest": LONGEST,
    }
    return render(request, "recognition/search.html", context)


def _found(asked: dict[str, str]) -> Iterable[str]:
    if asked["name"]:
        folders = (occupations.LABELS, settings.OCCUPATION_LABELS)
        hits = occupations.find_by_text(asked["name"], limit=SHOWN, folders=folders)
        return [hit.subject for hit in hits]
    if asked["tasks"]:
        hits = occupations.find_by_tasks(asked["tasks"], limit=SHOWN_BY_TASKS)
        return [hit.subject for hit in hits]
    fields = {each.id: each.occupations for each in occupations.fields()}
    return fields.get(asked["field"], ())


def _candidate(occupation: str, law: RecognitionLaw) -> Candidate:
    return Candidate(occupation, occupation_name(occupation, law), official_term(occupation, law))


def _fields(*, chosen: str) -> Sequence[FieldChoice]:
    language = law_language(current_language().code)
    return [
        FieldChoice(each.id, each.names[language], each.id == chosen)
        for each in occupations.fields()
    ]
