"""How much was done: the adviser's own work, or all organisations' for the coordinator."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from welcome_office.core.display import read_for_display
from welcome_office.recognition.policy import adviser_count, is_adviser, may_count
from welcome_office.recognition.worklist import achieved
from welcome_office.visits.numbers import LEAST_COUNSELLORS
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.recognition import words
from welcome_office.web.desk.recognition.forms import PeriodForm


@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Count people, talks, minutes, topics and outcomes of a period; no person is shown."""
    member = request.member
    if not (is_adviser(member) or may_count(member)):
        raise Http404
    today = timezone.localdate()
    first, last = date(today.year, 1, 1), today
    form = PeriodForm(request.GET or None, initial={"first": first, "last": last})
    if request.GET and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    partner = member.partner if is_adviser(member) else None
    counted = read_for_display(
        lambda database: achieved(
            request.office, days=(first, last), partner=partner, database=database
        )
    )
    context = {
        "form": form,
        "counted": counted,
        "first": first,
        "last": last,
        "tables": [
            (words_of["title"], _rows(words_of["names"], words_of["counts"]))
            for words_of in _tables(counted)
        ],
        "is_own": partner is not None,
        # The organisation itself knows its work; the house must not read one adviser's from it.
        "shows_work": partner is not None or adviser_count(request.office) >= LEAST_COUNSELLORS,
    }
    return render(request, "desk/recognition/counts.html", context)


def _tables(counted: Any) -> list[dict[str, Any]]:
    return [
        {"title": "topics", "names": words.TOPICS, "counts": counted.topics},
        {"title": "outcomes", "names": words.OUTCOMES, "counts": counted.outcomes},
        {"title": "closed", "names": words.REASONS, "counts": counted.closed},
    ]


def _rows(names: Mapping[str, Any], counts: Mapping[str, int]) -> list[tuple[Any, int]]:
    found = [(names[key], count) for key, count in counts.items() if key in names]
    return sorted(found, key=lambda row: -row[1])
