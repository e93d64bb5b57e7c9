"""The result: cards, the next step, the paper, the mail to oneself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from welcome_office.core.audit import VISITOR
from welcome_office.core.delivery import DeliveryError
from welcome_office.core.mail import send_mail
from welcome_office.core.wording import current_language
from welcome_office.law.residence.assessment import Status
from welcome_office.law.residence.duties import employer_duties
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.answers import answers_in_words, purpose_name
from welcome_office.pathways.checking import Check, law_language
from welcome_office.pathways.desks import advice_from_afar, desk_for
from welcome_office.pathways.documents.check_paper import FILE_NAME, check_pdf
from welcome_office.pathways.documents.letter import check_letter
from welcome_office.pathways.results import PathWords, paths_in_words, sources_of
from welcome_office.visits.actions.limits import require_few_messages
from welcome_office.visits.errors import TooManyMessagesError
from welcome_office.web.brakes.guard import guard
from welcome_office.web.forms import MailField, PageForm
from welcome_office.web.pathways.kept import check_of, kept_of
from welcome_office.web.public.access import office_of
from welcome_office.web.public.draft import Comer, Draft
from welcome_office.web.public.path import go_on, let_go, running_draft

# A way that more changes than this would open is told about further below.
CLOSE_BY = 2
MOST_CLOSE_BY = 4
# What was done on a page that leads back here.
NEWS = {"sent": gettext_lazy("The mail is on its way to you.")}


class MailForm(PageForm):
    """Where to send the result."""

    email = MailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Only for this one mail. We do not keep the address."),
        error_messages={"required": gettext_lazy("Please write an e-mail address.")},
    )


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """Show all ways, also where something is not known yet."""
    kept = kept_of(request)
    check = check_of(kept)
    if check is None:
        return redirect("pathways:start")
    office = office_of(request)
    context = {
        **result_context(check, office),
        "kept": kept,
        "mail_form": MailForm(),
        "next_page": check.next_page(),
        "news": NEWS.get(request.GET.get("news", ""), ""),
    }
    return render(request, "pathways/result.html", context)


def result_context(check: Check, office: Office) -> dict[str, Any]:
    """What every page with a result shows."""
    definition = definition_of(office)
    town = definition.office.town.in_language(current_language().code)
    paths = paths_in_words(check, town=town)
    is_here = check.facts.get("location") == "germany"
    first = next((path for path in paths if path.status is not Status.CLOSED), paths[0])
    return {
        "check": check,
        "purpose": purpose_name(check),
        "answers": answers_in_words(check),
        **_sorted(paths),
        "sources": sources_of(check, paths),
        "is_here": is_here,
        "desk": desk_for(first.id, definition) if is_here else advice_from_afar(definition),
        "first": first,
        "duties": _duties(check),
        "draft_values": check.assessment.drafts,
    }


def _sorted(paths: tuple[PathWords, ...]) -> dict[str, list[PathWords]]:
    closed = [path for path in paths if path.status is Status.CLOSED]
    close_by = [path for path in closed if path.distance <= CLOSE_BY][:MOST_CLOSE_BY]
    return {
        "open_ways": [path for path in paths if path.status is Status.OPEN],
        "unclear_ways": [path for path in paths if path.status is Status.UNCLEAR],
        "close_ways": close_by,
        "closed_ways": [path for path in closed if path not in close_by],
    }


def _duties(check: Check) -> Any:
    """What employers have to do; only where there is one."""
    is_work = check.purpose in ("work", "recognition", "training", "fast_track")
    if not is_work or check.has_free_movement:
        return ()
    return employer_duties(check.law, day=check.day, language=law_language())


@require_POST
def book(request: HttpRequest) -> HttpResponse:
    """Begin to book the desk that decides, with what is known filled in."""
    kept = kept_of(request)
    check = check_of(kept)
    definition = definition_of(office_of(request))
    is_here = check is None or check.facts.get("location") == "germany"
    service = definition.services_by_id.get(request.POST.get("service", ""))
    if service is None and kept.for_employer:
        return redirect("employer:advice")
    if service is None:
        pathway = request.POST.get("pathway", "")
        service = desk_for(pathway, definition) if is_here else advice_from_afar(definition)
    if service is None:
        return redirect("public:errands")
    before = running_draft(request)
    let_go(before)
    alone = Draft(
        services=(service.id,),
        people=(Comer(),),
        arrival="here",
        languages=before.languages,
        contact=before.contact,
        channel="on_site" if is_here or "video" not in service.channels else "video",
    )
    return go_on(request, alone, answered="errands")


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The result to take along, in German and the language of the page."""
    check = check_of(kept_of(request))
    if check is None:
        return redirect("pathways:start")
    made = check_pdf(check, office_of(request), language=current_language().code)
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard("message", signed=False)
def mail(request: HttpRequest) -> HttpResponse:
    """Send the result to oneself; neither address nor answers are kept for it."""
    check = check_of(kept_of(request))
    if check is None:
        return redirect("pathways:start")
    form = MailForm(request.POST or None)
    if form.is_valid() and _send(request, check, form):
        return redirect(f"{reverse('pathways:result')}?news=sent")
    return render(request, "pathways/mail.html", {"form": form})


def _send(request: HttpRequest, check: Check, form: MailForm) -> bool:
    try:
        require_few_messages(address=form.cleaned_data["email"], by=VISITOR)
    except TooManyMessagesError:
        form.add_error("email", _("That was tried too often. Please wait an hour."))
        return False
    letter = check_letter(
        check,
        office_of(request),
        email=form.cleaned_data["email"],
        language=current_language().code,
    )
    try:
        send_mail(letter)
    except DeliveryError:
        form.add_error("email", _("The mail could not be sent. Look at the address, or print."))
        return False
    return True
