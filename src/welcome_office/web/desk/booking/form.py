"""What the desk asks somebody who calls or stands before it, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from welcome_office.core.wording import current_language
from welcome_office.law.errands import Text
from welcome_office.partners.office_files import OfficeFile, Partner
from welcome_office.visits.actions import ContactGiven, Order
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.request import Participant, VisitRequest, earliest_for
from welcome_office.web.desk.languages import language_name
from welcome_office.web.forms import ChoiceOfOne, ChoiceOfSome, DayField, PlainTextField
from welcome_office.web.public.contact import ContactForm
from welcome_office.web.public.draft import MOST_PEOPLE, MOST_STATIONS
from welcome_office.web.public.people import AGES

COUNT = "count"
CHANNELS: Mapping[str, Promise] = {
    "on_site": _("Comes to the house"),
    "phone": _("By phone"),
    "video": _("By video"),
}
WAYS: Mapping[str, Promise] = {
    Visit.Contact.MAIL: _("By e-mail"),
    Visit.Contact.TEXT: _("By text message"),
    Visit.Contact.NEITHER: _("Neither: gets a printed slip"),
}


@dataclass(frozen=True)
class Tick:
    """One field of the table: does this person need that errand?"""

    name: str
    id: str
    value: str
    is_ticked: bool
    label: str


@dataclass(frozen=True)
class ErrandRow:
    """One errand of the table."""

    name: Text
    minutes: int
    ticks: tuple[Tick, ...]


class OrderForm(ContactForm):
    """Who comes for what, in which languages, and how to reach them."""

    languages = ChoiceOfSome(
        label=_("Languages spoken"),
        error_messages={"required": _("Please choose at least one language.")},
    )
    language_help = ChoiceOfOne(
        label=_("Language at the desks"),
        choices=[
            ("shared_or_interpreter", _("A shared language or an interpreter")),
            ("not_needed", _("German is fine, or somebody translates")),
        ],
    )
    channel = ChoiceOfOne(label=_("Where"), choices=list(CHANNELS.items()))
    arrives_on = DayField(label=_("In town from"), required=False)
    moves_in_on = DayField(label=_("Moves in on"), required=False)
    language = forms.ChoiceField(label=_("Language of mail and paper"))

    def __init__(self, *args: Any, definition: OfficeFile, count: int, **kwargs: Any) -> None:
        office = definition.office
        # The number stays on the page, so that it can be written for every way of meeting.
        super().__init__(*args, country=office.holidays_country, channel="phone", **kwargs)
        self.definition, self.count = definition, count
        self.is_called = self.data.get("channel") == "phone"
        self.fields["name"].label, self.fields["name"].help_text = _("Name"), ""
        self.fields["name"].error_messages["required"] = _("Please write the name.")
        self.fields["phone"].label = _("Phone number")
        self.fields["way"].label = _("How do we reach the person?")
        ways = [way for way in WAYS.items() if way[0] in dict(self._choices_of("way"))]
        self._offer("way", ways)
        names = [(code, language_name(code)) for code in office.spoken_languages]
        self._offer("languages", names)
        self._offer("language", [(code, language_name(code)) for code in office.languages])
        self._add_people()

    def _choices_of(self, name: str) -> Any:
        return self.fields[name].choices  # type: ignore[attr-defined] # a choice field has choices

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field has choices

    def _add_people(self) -> None:
        services = [(each.id, each.id) for each in self.definition.services]
        for index in range(self.count):
            self.fields[f"first_name_{index}"] = PlainTextField(
                label=_("First name"),
                required=False,
                max_length=60,
                widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
            )
            self.fields[f"age_{index}"] = forms.ChoiceField(
                label=_("Age"), choices=list(AGES.items())
            )
            self.fields[f"needs_{index}"] = forms.MultipleChoiceField(
                label=self.person_called(index), choices=services, required=False
            )

    def person_called(self, index: int) -> str:
        """How the page calls somebody whose name may not be written yet."""
        return gettext("Person %(number)s") % {"number": index + 1}

    @property
    def people(self) -> list[dict[str, Any]]:
        """The fields of each person."""
        return [
            {
                "called": self.person_called(index),
                "first_name": self[f"first_name_{index}"],
                "age": self[f"age_{index}"],
            }
            for index in range(self.count)
        ]

    @property
    def may_add(self) -> bool:
        """Whether one more can come."""
        return self.count < MOST_PEOPLE

    @property
    def errands(self) -> list[tuple[Partner, list[ErrandRow]]]:
        """The table: each organisation's errands, with a field for each person."""
        partners = {partner.id: partner for partner in self.definition.partners}
        found: dict[str, list[ErrandRow]] = {}
        ticked = [self._ticked(index) for index in range(self.count)]
        for service in self.definition.services:
            row = ErrandRow(service.name, service.minutes, self._ticks(service.id, ticked))
            found.setdefault(service.partner, []).append(row)
        return [(partners[name], rows) for name, rows in found.items()]

    def _ticked(self, index: int) -> set[str]:
        return set(self[f"needs_{index}"].value() or [])

    def _ticks(self, service: str, ticked: list[set[str]]) -> tuple[Tick, ...]:
        return tuple(
            Tick(
                name=f"needs_{index}",
                id=f"needs-{index}-{service}",
                value=service,
                is_ticked=service in needs,
                label=self.person_called(index),
            )
            for index, needs in enumerate(ticked)
        )

    def clean(self) -> dict[str, Any]:
        """Somebody needs something, not more than fits into one visit, and all in one way."""
        cleaned = super().clean() or {}
        needs = [cleaned.get(f"needs_{index}", []) for index in range(self.count)]
        services = {name for some in needs for name in some}
        known = self.definition.services_by_id
        channel = cleaned.get("channel", "on_site")
        if not services:
            self.add_error(None, _("Choose at least one errand."))
        if any(channel not in known[name].channels for name in services):
            self.add_error("channel", _("Not every errand is possible this way."))
        stations = sum(
            1 if known[name].together else sum(name in some for some in needs) for name in services
        )
        if stations > MOST_STATIONS:
            self.add_error(None, _("This is too much for one visit. Book two."))
        return cleaned

    def order(self) -> Order:
        """What the desk books."""
        cleaned = self.cleaned_data
        people = tuple(self._participant(index) for index in range(self.count))
        services = tuple(dict.fromkeys(name for person in people for name in person.services))
        arrives_on, moves_in_on = cleaned.get("arrives_on"), cleaned.get("moves_in_on")
        return Order(
            request=VisitRequest(
                people=people,
                languages=tuple(cleaned["languages"]),
                language_help=cleaned["language_help"],
                channel=cleaned["channel"],
                earliest=earliest_for(
                    services, self.definition, arrives_on=arrives_on, moves_in_on=moves_in_on
                ),
                arrives_on=arrives_on,
                moves_in_on=moves_in_on,
            ),
            given=self._given(),
            language=cleaned["language"],
        )

    def _participant(self, index: int) -> Participant:
        cleaned = self.cleaned_data
        return Participant(
            services=tuple(cleaned[f"needs_{index}"]),
            first_name=cleaned[f"first_name_{index}"],
            age=VisitPerson.Age(cleaned[f"age_{index}"]),
        )

    def _given(self) -> ContactGiven:
        contact = self.contact()
        return ContactGiven(
            name=contact.name, contact=contact.way, email=contact.email, phone=contact.phone
        )


def first_answers(definition: OfficeFile) -> dict[str, Any]:
    """What is mostly right."""
    languages = definition.office.languages
    code = current_language().code
    return {
        "language_help": "shared_or_interpreter",
        "channel": "on_site",
        "language": code if code in languages else languages[0],
    }
