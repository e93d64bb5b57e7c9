"""Which texts of the office and of the law are due for review, and when each was checked."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.queries import definition_of
from welcome_office.partners.text_care import REVIEW_AFTER, Reason, due_texts, texts_of
from welcome_office.web.desk.access import StaffRequest

REASONS: Mapping[Reason, Any] = {
    "outdated": _("The German text is newer than a translation"),
    "never": _("Nobody noted a check yet"),
    "old": _("Not checked for half a year"),
    "unsure": _("To be verified: the source is not sure"),
}


def index(request: StaffRequest) -> HttpResponse:
    """List what is due, the most urgent first, and count the rest."""
    file = definition_of(request.office)
    due = due_texts(file, today=timezone.localdate())
    by_reason = [
        (REASONS[reason], [each.block for each in group])
        for reason, group in groupby(due, key=lambda each: each.reason)
    ]
    context = {
        "groups": by_reason,
        "count": len({block.german for block in texts_of(file)}),
        "due": len(due),
        "days": REVIEW_AFTER.days,
    }
    return render(request, "desk/texts.html", context)
