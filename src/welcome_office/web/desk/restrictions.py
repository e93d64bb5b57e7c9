"""Restrict the processing of somebody's data (Art. 18 GDPR), look at it again, and lift it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from welcome_office.cases.models import Restriction
from welcome_office.cases.queries import restrictions_in
from welcome_office.cases.restricting import NOTICE, lift_restriction, review_later
from welcome_office.core.wording import long_day
from welcome_office.visits.models import Visit
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.forms import ChoiceOfOne, DayField, PageForm, PlainTextField
from welcome_office.web.personal.restricting import GROUNDS, restrict_about

# So long a question may stay open before somebody looks again.
FIRST_REVIEW = timedelta(days=30)
LAST_REVIEW = timedelta(days=183)


# What restrictions cover, by how the records name it.
KINDS: Mapping[str, Promise] = {
    "visit": gettext_lazy("Visit"),
    "waiting": gettext_lazy("Waiting list"),
    "client": gettext_lazy("Advice on recognition"),
    "assessment": gettext_lazy("Check of residence paths"),
    "plan": gettext_lazy("Arrival plan"),
    "announcement": gettext_lazy("Announcement of a group"),
    "barrier": gettext_lazy("Report of a barrier"),
}


class ReviewField(DayField):
    """A day within the next half year."""

    def clean(self, value: Sequence[str]) -> date:
        """Refuse days that are over, and those on which nobody would remember."""
        day: date = super().clean(value)
        today = timezone.localdate()
        if not today < day <= today + LAST_REVIEW:
            raise forms.ValidationError(_("Choose a day within the next six months."))
        return day


class RestrictForm(PageForm):
    """Whose data, why, and until when somebody looks again."""

    who = forms.CharField(widget=forms.HiddenInput)
    language = forms.ChoiceField(widget=forms.HiddenInput, choices=lambda: settings.LANGUAGES)
    ground = ChoiceOfOne(
        label=gettext_lazy("Why is it restricted? (Art. 18 (1) GDPR)"), choices=GROUNDS.items()
    )
    reason = PlainTextField(
        label=gettext_lazy("What is the question that has to be settled?"),
        help_text=gettext_lazy("The person reads this."),
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
    )
    review_on = ReviewField(
        label=gettext_lazy("Until when do you look at it again?"),
        help_text=gettext_lazy("It becomes one of your tasks. The restriction does not end by it."),
    )


class ReviewForm(PageForm):
    """Another day for looking again."""

    review_on = ReviewField(label=gettext_lazy("Until when do you look at it again?"))


class LiftForm(PageForm):
    """Why it ends, and who told the person."""

    because = PlainTextField(
        label=gettext_lazy("Why does the restriction end?"),
        help_text=gettext_lazy("The person reads this."),
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
    )
    was_told = forms.BooleanField(
        label=gettext_lazy("I have told the person, by letter or phone."), required=False
    )

    def __init__(self, *args: Any, is_reached_by_mail: bool, **kwargs: Any) -> None:
        """Without an address somebody has to tell the person first."""
        super().__init__(*args, **kwargs)
        self.fields["was_told"].required = not is_reached_by_mail


@require_POST
def begin(request: StaffRequest) -> HttpResponse:
    """Ask why, then restrict."""
    sent = request.POST if "ground" in request.POST or "reason" in request.POST else None
    first = {
        "who": request.POST.get("who", ""),
        "language": request.POST.get("language", ""),
        "review_on": timezone.localdate() + FIRST_REVIEW,
    }
    form = RestrictForm(sent, initial=first)
    if form.is_valid():
        made = restrict_about(**form.cleaned_data, office=request.office, by=request.user)
        if made is None:
            messages.error(request, _("There is nothing that could be restricted."))
            return redirect("desk:requests")
        return redirect("desk:restriction", made.pk)
    return render(request, "desk/restrict.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a restriction; its buttons prolong or lift it."""
    restriction = get_object_or_404(restrictions_in(request.office), pk=pk)
    # Once it is lifted the person is told so: neither a second lift nor another day.
    sent = request.POST if request.POST and not restriction.lifted_because else None
    is_lifting = "lift" in request.POST
    review = ReviewForm(None if is_lifting else sent, initial={"review_on": restriction.review_on})
    by_mail = bool(restriction.email)
    lift = LiftForm(sent if is_lifting else None, is_reached_by_mail=by_mail)
    if lift.is_valid():
        return _lift(request, restriction, lift)
    if review.is_valid():
        review_later(restriction, on=review.cleaned_data["review_on"], by=request.user)
        messages.success(request, _("The restriction goes on."))
        return redirect("desk:restriction", restriction.pk)
    context = {
        "restriction": restriction,
        "things": _things(restriction),
        "review": review,
        "lift": lift,
        "days": NOTICE.days,
    }
    return render(request, "desk/restriction.html", context)


def _things(restriction: Restriction) -> list[dict[str, Any]]:
    """What is restricted, in words; of visits also which."""
    named = [thing.subject.split(":", 1) for thing in restriction.things.all()]
    numbers = [int(number) for kind, number in named if kind == "visit"]
    visits = Visit.objects.filter(office=restriction.office_id).in_bulk(numbers)
    return [
        {
            "name": KINDS.get(kind, kind),
            "visit": visits.get(int(number)) if kind == "visit" else None,
        }
        for kind, number in named
    ]


def _lift(request: StaffRequest, restriction: Restriction, form: LiftForm) -> HttpResponse:
    lift_restriction(restriction, **form.cleaned_data, by=request.user)
    if restriction.ends_at:
        day = long_day(timezone.localtime(restriction.ends_at))
        said = _("The restriction ends on %(day)s.") % {"day": day}
    else:
        said = _(
            "Our message to the person is on its way."
            " The restriction ends %(days)s days after it was sent."
        ) % {"days": NOTICE.days}
    messages.success(request, said)
    return redirect("desk:requests")
