"""How people meet the desks: in the office, or by video or phone, with their own clock beside."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welcome_office.core.time_zones import (
    guessed_zone,
    known_zones,
    place_of_zone,
    zones_by_country,
)
from welcome_office.core.wording import clock_time, current_language
from welcome_office.law.recognition.law import load_law
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.answers import law_language
from welcome_office.recognition.land import land_of
from welcome_office.web.forms import ChoiceOfOne, LongSelect, PageForm
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Draft
from welcome_office.web.public.path import (
    go_on,
    let_go,
    open_form,
    path_page,
    place_of,
    ways_to_meet,
)

WAYS: dict[str, Any] = {
    "on_site": _("In the office"),
    "video": _("By video, from wherever you are"),
    "phone": _("By phone: we call you"),
}


class WayForm(PageForm):
    """How we meet, and what time it is where the person is."""

    channel = ChoiceOfOne(
        label=_("How do you want to talk to us?"),
        error_messages={"required": _("Please choose one way.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Where will you be then?"),
        help_text=_("Only for video and phone: we show all times on your clock, too."),
        widget=LongSelect,
    )

    def __init__(self, *args: Any, definition: OfficeFile, ways: Any, **kwargs: Any) -> None:
        """Offer the ways of all errands, and the countries by their names."""
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(way, WAYS[way]) for way in ways]  # type: ignore[attr-defined] # a choice field has choices
        minute = timezone.now().replace(second=0, microsecond=0)
        language = law_language(current_language().code)
        self.fields["time_zone"].choices = _zones(land_of(definition), language, minute)  # type: ignore[attr-defined] # as above


@lru_cache(maxsize=16)
def _zones(land: str | None, language: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """Each zone under its country, with the time there now: so that nobody has to know its name."""
    countries = load_law(land).countries if land else {}
    named = []
    for code, zones in zones_by_country().items():
        country = countries[code].names[language] if code in countries else code
        for zone in zones:
            town = f", {place_of_zone(zone)}" if len(zones) > 1 else ""
            there = clock_time(now.astimezone(ZoneInfo(zone)))
            named.append((zone, f"{country}{town} ({there})"))
    return tuple(sorted(named, key=lambda choice: choice[1]))


@path_page("way")
def way(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say how you want to meet us."""
    definition = definition_of(office_of(request))
    ways = ways_to_meet(draft, definition)
    form = open_form(
        WayForm,
        request,
        draft,
        page="way",
        definition=definition,
        ways=ways,
        initial={"channel": draft.channel, "time_zone": _first_zone(request, draft, definition)},
    )
    if form.is_valid():
        changed = _answered(draft, form.cleaned_data, here=definition.office.timezone)
        return go_on(request, draft if changed == draft else let_go(changed), answered="way")
    context = {
        "form": form,
        "place": place_of("way", draft, definition),
        "keeps_input": True,
    }
    return render(request, "public/way.html", context)


def _first_zone(request: HttpRequest, draft: Draft, definition: OfficeFile) -> str:
    here = definition.office.timezone
    guess = guessed_zone(request.headers.get("Accept-Language", ""))
    return draft.time_zone or guess or (here if here in known_zones() else "")


def _answered(draft: Draft, answers: dict[str, Any], *, here: str) -> Draft:
    is_elsewhere = answers["channel"] != "on_site" and not _same_clock(answers["time_zone"], here)
    return replace(
        draft,
        channel=answers["channel"],
        is_channel_chosen=True,
        time_zone=answers["time_zone"] if is_elsewhere else "",
    )


def _same_clock(zone: str, here: str) -> bool:
    """Whether clocks show the same all through the coming year: then one time is enough."""
    year = timezone.localdate().year
    return all(
        datetime(year + month // 12, month % 12 + 1, day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
        == datetime(year + month // 12, month % 12 + 1, day, 12, tzinfo=ZoneInfo(here)).utcoffset()
        for month in range(24)
        for day in (1, 8, 15, 22, 28)
    )
