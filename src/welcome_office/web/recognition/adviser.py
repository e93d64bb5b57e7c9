"""The next step: book the adviser, and, if the person ticks it, let the adviser prepare."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import current_language
from welcome_office.partners.models import Partner
from welcome_office.partners.office_files import Service
from welcome_office.recognition.actions import Shared, share_enquiry, withdraw_enquiry
from welcome_office.recognition.answers import occupation_name
from welcome_office.recognition.asking import Inquiry
from welcome_office.recognition.land import ADVICE, advice_on
from welcome_office.recognition.queries import enquiry_of_visit, paper_names
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of
from welcome_office.web.forms import ChoiceOfOne, ChoiceOfSome, PageForm
from welcome_office.web.public.draft import Comer, Draft, keep_draft
from welcome_office.web.public.path import go_on, let_go, running_draft
from welcome_office.web.public.visit_page import visit_of_link
from welcome_office.web.recognition.kept import definition, inquiry_about, keep, kept_of

TOGETHER = "together"
WAYS: dict[str, Any] = {
    "phone": _("Only the advice, by phone: we call you"),
    "video": _("Only the advice, by video"),
    "on_site": _("Only the advice, in the office"),
    TOGETHER: _("In one visit with other errands, for example the registration"),
}


class AdviserForm(PageForm):
    """How to meet the adviser, and what the adviser may know before."""

    way = ChoiceOfOne(
        label=_("How do you want to talk to the adviser?"),
        error_messages={"required": _("Please choose one way.")},
    )
    missing = ChoiceOfSome(
        label=_("Which papers do you not have yet?"),
        help_text=_("Tick them for yourself, or so that the adviser can help you to get them."),
        required=False,
    )
    share = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, service: Service, papers: Sequence[tuple[str, str]], consent: str
    ) -> None:
        """Offer the ways of this service and the papers of this answer."""
        super().__init__(*args)
        ways = [(way, words) for way, words in WAYS.items() if way in (*service.channels, TOGETHER)]
        self.offer("way", ways)
        self.fields["share"].label = consent
        if papers:
            self.offer("missing", papers)
        else:
            del self.fields["missing"]


@require_http_methods(["GET", "HEAD", "POST"])
def adviser(request: HttpRequest, *, occupation: str) -> HttpResponse:
    """Begin to book the adviser."""
    inquiry, office_file = inquiry_about(request, occupation), definition(request)
    service = advice_on(occupation, office_file)
    if service is None:
        raise Http404("This office has no adviser on recognition.")
    partner = next(each for each in office_file.partners if each.id == service.partner)
    consent = _consent(partner.name.in_language(current_language().code))
    form = AdviserForm(
        request.POST or None, service=service, papers=_papers(inquiry), consent=consent
    )
    if form.is_valid():
        shared = _shared(inquiry, form.cleaned_data, consent)
        keep(request, replace(kept_of(request), shared=shared))
        return _begin_booking(request, service, way=form.cleaned_data["way"])
    context = {
        "form": form,
        "occupation": occupation,
        "name": occupation_name(occupation, inquiry.law),
        "partner": partner,
    }
    return render(request, "recognition/adviser.html", context)


def _consent(partner: str) -> str:
    words = gettext(
        "Yes, tell %(partner)s before the visit: my occupation, the country of my training, the"
        " body in charge and the papers that are missing. Nobody else sees it; 30 days after the"
        " visit it is deleted. I can take this back on the page of my visit."
    )
    return words % {"partner": partner}


def _papers(inquiry: Inquiry) -> list[tuple[str, str]]:
    papers = inquiry.finding.ruling.papers or ()
    return list(zip(papers, paper_names(papers, inquiry.law), strict=True))


def _shared(inquiry: Inquiry, answers: dict[str, Any], consent: str) -> Shared | None:
    if not answers["share"]:
        return None
    deciding = [body.body for body in inquiry.finding.ruling.bodies if body.role == "decides"]
    return Shared(
        occupation=inquiry.occupation,
        trained_in=inquiry.facts.trained_in or "",
        body=next((body for body in deciding if body), ""),
        missing_papers=tuple(answers.get("missing", ())),
        consent_wording=consent,
    )


def _begin_booking(request: HttpRequest, service: Service, *, way: str) -> HttpResponse:
    before = running_draft(request)
    if way == TOGETHER:
        chosen = tuple(dict.fromkeys((*before.services, service.id)))
        keep_draft(request, replace(before, typed={"errands": {"services": chosen}}))
        return redirect("public:errands")
    let_go(before)
    alone = Draft(
        services=(service.id,),
        people=(Comer(),),
        # Nobody has to be in town to be called.
        arrival="" if way == "on_site" else "here",
        languages=before.languages,
        contact=before.contact,
        is_channel_chosen=way == "on_site",
        channel=way,  # type: ignore[arg-type] # the form offers channels only
    )
    return go_on(request, alone, answered="errands")


def pass_on(request: HttpRequest, visit: Visit) -> None:
    """Let the adviser of this visit know what the person ticked, if the visit has an adviser."""
    kept = kept_of(request)
    if kept.shared is None:
        return
    known = definition(request).services_by_id
    steps = visit.steps.select_related("service__partner")
    partners = [s.service.partner for s in steps if known[s.service.slug].errand == ADVICE]
    if partners:
        _share(kept.shared, visit, partners[0])
    keep(request, replace(kept, shared=None))


def _share(shared: Shared, visit: Visit, partner: Partner) -> None:
    ends = visit.during.upper.astimezone(zone_of(visit.office)).date()
    share_enquiry(shared, visit=visit.pk, ends_on=ends, partner=partner, by=VISITOR)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, *, token: str) -> HttpResponse:
    """Take back what was passed on; asks once."""
    visit = visit_of_link(request, token)
    if visit is None:
        return render(request, "public/link_ended.html", status=404)
    enquiry = enquiry_of_visit(visit.pk)
    if request.method == "POST" and enquiry is not None:
        withdraw_enquiry(enquiry, by=VISITOR)
        enquiry = None
    return render(request, "recognition/withdraw.html", {"enquiry": enquiry, "token": token})
