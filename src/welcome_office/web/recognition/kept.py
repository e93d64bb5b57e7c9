"""What somebody has told the finder so far: in the session, without a name or an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec
from django.http import Http404, HttpRequest
from django.utils import timezone

from welcome_office.core.reading import reader
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.actions import Shared
from welcome_office.recognition.asking import Inquiry
from welcome_office.recognition.land import land_of
from welcome_office.web.public.access import office_of

SESSION_KEY = "recognition"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The answers, for whichever occupation they were given, and what is to be passed on."""

    told: Mapping[str, str | bool] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    # Waits for the visit to be booked; empty where nothing was ticked.
    shared: Shared | None = None


_read_kept = reader(Kept)


def kept_of(request: HttpRequest) -> Kept:
    """Read the answers; what an older version wrote and we cannot read is gone."""
    try:
        return _read_kept(request.session.get(SESSION_KEY, {}))
    except (msgspec.ValidationError, ValueError):
        return Kept()


def keep(request: HttpRequest, kept: Kept) -> None:
    """Write the answers to the session."""
    request.session[SESSION_KEY] = msgspec.to_builtins(kept)


def with_answer(kept: Kept, *, fact: str, value: str | bool | None) -> Kept:
    """Take over one answer; None is "I don't know"."""
    told = {name: known for name, known in kept.told.items() if name != fact}
    if value is not None:
        told[fact] = value
    asked = tuple(dict.fromkeys((*kept.asked, fact)))
    return replace(kept, told=told, asked=asked)


def inquiry_about(request: HttpRequest, occupation: str) -> Inquiry:
    """The question about an occupation, with what was told so far."""
    land = land_of(definition(request))
    kept = kept_of(request)
    if land is None:
        raise Http404("Nobody has written down this Land's law of recognition yet.")
    inquiry = Inquiry(
        occupation=occupation,
        land=land,
        day=timezone.localdate(),
        told=kept.told,
        asked=kept.asked,
    )
    if occupation not in inquiry.law.occupations:
        raise Http404(f"There is no occupation {occupation!r}.")
    return inquiry


def definition(request: HttpRequest) -> OfficeFile:
    """What the office's files say."""
    return definition_of(office_of(request))
