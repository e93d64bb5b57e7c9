"""One question on a page: what is asked, why, and which answers there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from welcome_office.core.wording import current_language
from welcome_office.law.recognition.facts import ABROAD
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.partners.office_files import Office
from welcome_office.web.forms import ChoiceOfOne, PageForm, PlainTextField

UNKNOWN = "unknown"
HERE = "here"
OTHER = "other"
# Where most people come from who have a qualification recognised in North Rhine-Westphalia.
OFTEN = ("SY", "TR", "UA", "IR", "AF", "IQ", "IN", "TN", "MA", "RU", "RS", "BA", "PL", "RO")
YES, NO, DONT_KNOW = _("Yes"), _("No"), _("I don't know yet")


@dataclass(frozen=True)
class Question:
    """What is asked about a fact, and why it matters."""

    title: Any
    why: Any
    yes: Any = YES
    no: Any = NO


QUESTIONS: Mapping[str, Question] = {
    "trained_in": Question(
        _("In which country did you learn the occupation or study?"),
        _("The country of your training decides which body is in charge and which rules apply."),
    ),
    "has_formal_qualification": Question(
        _("Did you finish a training or a study, with a certificate?"),
        _("Only a finished training that the state recognises can be compared."),
        yes=_("Yes, finished"),
        no=_("No, I learned by working"),
    ),
    "lives_in": Question(
        _("Where do you live?"),
        _("For some occupations the body at your home is in charge."),
    ),
    "works_in": Question(
        _("Where will you work?"),
        _("For some occupations the body at your place of work is in charge."),
    ),
    "citizenship": Question(
        _("Which citizenship do you have?"),
        _("It decides whether you need a residence title, and which papers are left out."),
    ),
    "self_employed": Question(
        _("Do you want to be your own boss?"),
        _("For a business of your own other rules apply than for employees."),
        yes=_("Yes, I open a business or work for myself"),
        no=_("No, I will be employed"),
    ),
    "accelerated_81a": Question(
        _("Does an employer want to bring you quickly, in the accelerated procedure?"),
        _("Then a central office asks for the recognition, and the time limits are shorter."),
    ),
    "annex_v_diploma": Question(
        _("Is your diploma listed in the European directive (annex V)?"),
        _("Diplomas of the European Union that are listed there are recognised automatically."),
    ),
    "last_exam_in_germany": Question(
        _("Did you take your last examination in Germany?"),
        _("Then another body is in charge."),
    ),
    "wants_title_only": Question(
        _("Do you want to carry the German title?"),
        _("The work itself is free; only the title needs an approval."),
    ),
    "construction_chamber_membership": Question(
        _("Do you want to become a member of the chamber of engineers?"),
        _("With this application the chamber decides about the title, too."),
    ),
    "documents_missing": Question(
        _("Are papers about your training missing that you cannot get?"),
        _("There are other ways to show what you can do."),
        yes=_("Yes, some or all"),
        no=_("No, I have them or can get them"),
    ),
}


class QuestionForm(PageForm):
    """One fact; "I don't know yet" is always an answer."""

    answer = ChoiceOfOne(error_messages={"required": _("Please choose an answer.")})

    def __init__(self, *args: Any, fact: str, law: RecognitionLaw, office: Office) -> None:
        """Offer the answers that this fact can have."""
        super().__init__(*args)
        self.fact = fact
        self.law = law
        self.office = office
        FIELDS.get(fact, _ask_yes_or_no)(self)
        self.fields["answer"].label = QUESTIONS[fact].title
        self.fields["answer"].help_text = QUESTIONS[fact].why

    @property
    def value(self) -> str | bool | None:
        """The answer as the law takes it; None where it is not known."""
        answer = self.cleaned_data["answer"]
        if answer == UNKNOWN:
            return None
        if self.fact in COUNTRIES:
            return str(answer)
        if self.fact not in PLACES:
            return bool(answer == "yes")
        places = {HERE: self.town, ABROAD: ABROAD}
        return places.get(answer) or self._known_place()

    @property
    def town(self) -> str:
        """The office's own town, as the law's tables spell it."""
        return self.office.address.town

    def _known_place(self) -> str:
        typed = str(self.cleaned_data["town"])
        return self.law.places.get(typed.casefold(), typed)

    def clean(self) -> dict[str, Any]:
        """Another town wants its name."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == OTHER and not cleaned.get("town"):
            self.add_error("town", _("Please write the name of the town."))
        return cleaned


def _ask_yes_or_no(form: QuestionForm) -> None:
    question = QUESTIONS[form.fact]
    choices = [
        ("yes", question.yes),
        ("no", question.no),
        (UNKNOWN, DONT_KNOW),
    ]
    form.offer("answer", choices)


def _ask_country(form: QuestionForm) -> None:
    form.fields["answer"] = forms.ChoiceField(
        choices=country_choices(form.law),
        error_messages={"required": _("Please choose a country, or “I don't know yet”.")},
    )


def country_choices(law: RecognitionLaw) -> Sequence[tuple[Any, Any]]:
    """All countries in the active language, those that are asked for most beforehand."""
    names = sorted(
        ((code, _country(law, code)) for code in law.countries), key=lambda each: each[1].casefold()
    )
    known = dict(names)
    return [
        ("", _("Please choose")),
        (UNKNOWN, DONT_KNOW),
        (_("Often asked for"), [(code, known[code]) for code in OFTEN if code in known]),
        (_("All countries"), names),
    ]


def _country(law: RecognitionLaw, code: str) -> str:
    names = law.countries[code].names
    return names.get(current_language().code, names["de"])


def _ask_place(form: QuestionForm) -> None:
    town = form.office.town.in_language(current_language().code)
    choices = [
        (HERE, _("In %(town)s") % {"town": town}),
        (OTHER, _("In another town in Germany")),
        (ABROAD, _("Not in Germany, still abroad") if form.fact == "lives_in" else _("Abroad")),
        (UNKNOWN, DONT_KNOW),
    ]
    form.offer("answer", choices)
    form.fields["town"] = PlainTextField(
        label=_("Which town?"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto", "list": "towns"}),
    )
    form.fields["town"].is_conditional = True  # type: ignore[attr-defined] # our own mark


COUNTRIES = ("trained_in", "citizenship")
PLACES = ("lives_in", "works_in")
FIELDS: Mapping[str, Callable[[QuestionForm], None]] = {
    **dict.fromkeys(COUNTRIES, _ask_country),
    **dict.fromkeys(PLACES, _ask_place),
}
