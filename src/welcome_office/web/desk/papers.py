"""The day on paper, to be downloaded by the organisation whose day it is."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from welcome_office.partners.models import Partner
from welcome_office.partners.policy import Right, may
from welcome_office.visits.documents.day_paper import day_paper
from welcome_office.visits.models import DayPaper
from welcome_office.visits.policy import is_in_reach
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.day import read_day
from welcome_office.web.desk.looks import note_look


def paper(request: StaffRequest, day: str) -> HttpResponse:
    """Give the paper that the evening before made; where there is none, a new one."""
    chosen, partner = read_day(day), _partner(request)
    note_look(request, f"day:{chosen}", purpose="the day with whole names")
    answer = HttpResponse(_content(request, chosen, partner), content_type="application/pdf")
    name = f"{chosen}-{partner.slug if partner else request.office.slug}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _partner(request: StaffRequest) -> Partner | None:
    """Whose paper: the own organisation's, or as those who see every desk choose."""
    if not may(request.member, Right.SEE_ALL_DESKS):
        if request.member.partner is None:
            raise Http404
        return request.member.partner
    chosen = request.GET.get("partner", "")
    found = Partner.objects.filter(office=request.office, slug=chosen)
    return get_object_or_404(found) if chosen else None


def _content(request: StaffRequest, day: date, partner: Partner | None) -> bytes:
    assert partner is None or is_in_reach(request.member, partner.pk)
    kept = DayPaper.objects.filter(office=request.office, day=day, partner=partner).first()
    if kept is not None:
        return bytes(kept.content)
    return day_paper(request.office, day=day, partner=partner)
