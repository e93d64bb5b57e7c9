"""What somebody has told the check so far: in the session, without a name or an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.utils import timezone

from welcome_office.core.reading import reader
from welcome_office.law.residence.law import residence_law
from welcome_office.pathways.actions import connect_with_visit
from welcome_office.pathways.checking import Answer, Check
from welcome_office.visits.models import Visit

SESSION_KEY = "residence"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The answers, and the pages on which they were given, in order."""

    for_employer: bool = False
    holding: str = ""
    title: str = ""
    until: date | None = None
    purpose: str = ""
    told: Mapping[str, Answer] = field(default_factory=dict)
    pages: tuple[tuple[str, ...], ...] = ()
    # What differs in a second job offer; None while there is none.
    second: Mapping[str, Answer] | None = None
    # The kept assessment that the code in this session opened or that was kept in it.
    opened: str = ""
    # Shown once, right after keeping or sharing.
    code: str = ""
    share_code: str = ""


_read_kept = reader(Kept)


def kept_of(request: HttpRequest) -> Kept:
    """Read the answers; what an older version wrote and we cannot read is gone."""
    try:
        return _read_kept(request.session.get(SESSION_KEY, {}))
    except msgspec.ValidationError:
        return Kept()


def keep(request: HttpRequest, kept: Kept) -> None:
    """Write the answers to the session."""
    request.session[SESSION_KEY] = msgspec.to_builtins(kept)


def check_of(kept: Kept) -> Check | None:
    """The check as far as it was told; None before its purpose is."""
    if kept.purpose not in residence_law().data["purposes"]:
        return None
    return Check(
        purpose=kept.purpose,
        told=kept.told,
        day=timezone.localdate(),
        for_employer=kept.for_employer,
    )


def with_answers(kept: Kept, answers: Mapping[str, Answer]) -> Kept:
    """Take over the answers of one page."""
    page = tuple(answers)
    pages = kept.pages if page in kept.pages else (*kept.pages, page)
    return replace(kept, told={**kept.told, **answers}, pages=pages)


def connect_kept_check(request: HttpRequest, visit: Visit) -> None:
    """Let a check that was kept in this session go with the data of the visit that is booked."""
    opened = kept_of(request).opened
    if opened:
        connect_with_visit(UUID(opened), visit=visit.pk)


def without(kept: Kept, *facts: str) -> Mapping[str, Any]:
    """What was told, without some facts."""
    return {name: value for name, value in kept.told.items() if name not in facts}
