"""The form of one page of the check: a field for each fact, read as the law takes it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from welcome_office.law.recognition.law import load_law
from welcome_office.law.residence.interview import Page, Question
from welcome_office.lawbook.facts import LEVELS
from welcome_office.pathways.answers import NO, YES, level_name
from welcome_office.pathways.answers import UNKNOWN as UNKNOWN_WORDS
from welcome_office.pathways.checking import Answer
from welcome_office.pathways.held import FAMILY, FAMILY_NAME
from welcome_office.pathways.occupations import LAND, fields_of_work
from welcome_office.web.forms import ChoiceOfOne, DayField, PageForm, western_digits
from welcome_office.web.recognition.questions import country_choices

UNKNOWN = "unknown"
YEAR, MONTH = "year", "month"
MONTHS = 12
REQUIRED = {"required": _("Please choose an answer.")}
FILL_IN = {"required": _("Please fill this in, or choose “I don't know yet”.")}
MOST = {"salary": 2_000_000, "contract_months": 600}
MOST_OTHERWISE = 1_000
# What people put between the digits of an amount.
SIGNS = str.maketrans("", "", " \u00a0\u202f'’€")


class AmountField(forms.CharField):
    """A number as people write it: 3.500, 3,500.50 or ٣٥٠٠."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        """Take numbers from nought to the most."""
        self.most = most
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number; what stands at the end after the last sign, one or two digits, are cents."""
        text = western_digits(str(super().clean(value) or "")).translate(SIGNS)
        if not text:
            return None
        whole, sign, cents = (
            text.replace("٫", ".")
            .replace("٬", ",")
            .rpartition("." if text.rfind(".") > text.rfind(",") else ",")
        )
        if not sign or len(cents) > 2:
            whole, cents = f"{whole}{cents}", "0"
        try:
            amount = Decimal(f"{whole.replace(',', '').replace('.', '')}.{cents}")
        except InvalidOperation:
            raise ValidationError(_("Please write a number, for example 3500.")) from None
        if not 0 <= amount <= self.most:
            raise ValidationError(_("This number is too large. Please look again."))
        return float(amount)


class QuestionsForm(PageForm):
    """All facts of one page; each can be unknown."""

    def __init__(self, *args: Any, page: Page, all_unknown: bool = False, **kwargs: Any) -> None:
        """Make the fields."""
        super().__init__(*args, **kwargs)
        self.page = page
        self.all_unknown = all_unknown
        for asked in page.questions:
            FIELDS[asked.kind](self, asked)

    def is_valid(self) -> bool:
        """Whoever does not know need not fill in anything."""
        return self.all_unknown or super().is_valid()

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers as the law takes them; None for "I don't know"."""
        if self.all_unknown:
            return {asked.fact: self._known_beside(asked) for asked in self.page.questions}
        return {asked.fact: self._answer(asked) for asked in self.page.questions}

    def _known_beside(self, asked: Question) -> Answer:
        """What was ticked on a page whose number somebody does not know."""
        return {"yes": True, "no": False}.get(str(self.data.get(asked.fact)))

    def _answer(self, asked: Question) -> Answer:
        value = self.cleaned_data[asked.fact]
        if value in (UNKNOWN, "", None):
            return None
        if asked.kind == "yes_no":
            return bool(value == "yes")
        if asked.kind == "day":
            return str(value.isoformat())
        if asked.fact == "salary" and self.cleaned_data["salary_period"] == MONTH:
            return float(round(value * MONTHS, 2))
        return value  # type: ignore[no-any-return] # a field's value is what it was made for


def typed_from(page: Page, told: Mapping[str, Answer]) -> dict[str, Any]:
    """Earlier answers as the form shows them."""
    typed: dict[str, Any] = {}
    for asked in page.questions:
        if asked.fact in told:
            value = told[asked.fact]
            typed[asked.fact] = _typed(asked.kind, value)
    return typed


def _typed(kind: str, value: Answer) -> Any:
    if kind in ("number", "points", "day"):
        # A day is taken apart from its text, and a number shown without needless noughts.
        return _day(value) if kind == "day" else f"{value:g}" if value is not None else ""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _day(value: Answer) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _yes_no(form: QuestionsForm, asked: Question) -> None:
    choices = [("yes", YES), ("no", NO), (UNKNOWN, UNKNOWN_WORDS)]
    form.fields[asked.fact] = _radios(asked, choices)


def _choice(form: QuestionsForm, asked: Question) -> None:
    family = [(FAMILY, FAMILY_NAME)] if asked.fact == "current_title" else []
    choices = [*asked.options, *family, (UNKNOWN, UNKNOWN_WORDS)]
    form.fields[asked.fact] = _radios(asked, choices)


def _level(form: QuestionsForm, asked: Question) -> None:
    choices = [(level, level_name(level)) for level in LEVELS]
    form.fields[asked.fact] = _radios(asked, [*choices, (UNKNOWN, UNKNOWN_WORDS)])


def _radios(asked: Question, choices: list[tuple[Any, Any]]) -> ChoiceOfOne:
    return ChoiceOfOne(
        label=asked.ask, help_text=asked.why, choices=choices, error_messages=REQUIRED
    )


def _country(form: QuestionsForm, asked: Question) -> None:
    form.fields[asked.fact] = forms.ChoiceField(
        label=asked.ask,
        help_text=asked.why,
        choices=country_choices(load_law(LAND)),
        error_messages={"required": _("Please choose a country, or “I don't know yet”.")},
    )


def _number(form: QuestionsForm, asked: Question) -> None:
    form.fields[asked.fact] = AmountField(
        most=MOST.get(asked.fact, MOST_OTHERWISE),
        label=_("Salary before taxes, in euros") if asked.fact == "salary" else asked.ask,
        help_text=asked.why,
        error_messages=FILL_IN,
    )
    if asked.fact == "salary":
        form.fields["salary_period"] = ChoiceOfOne(
            label=_("For which time?"),
            choices=[(YEAR, _("for a year")), (MONTH, _("for a month (we count twelve months)"))],
            initial=YEAR,
            error_messages=REQUIRED,
        )


def _day_field(form: QuestionsForm, asked: Question) -> None:
    form.fields[asked.fact] = DayField(label=asked.ask, help_text=asked.why, error_messages=FILL_IN)


def _occupation(form: QuestionsForm, asked: Question) -> None:
    form.fields[asked.fact] = forms.RegexField(
        r"^[0-9]{4}$", label=asked.ask, help_text=asked.why, error_messages=REQUIRED
    )
    form.fields_of_work = fields_of_work()  # type: ignore[attr-defined] # our own mark


FIELDS: Mapping[str, Callable[[QuestionsForm, Question], None]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "word": _choice,
    "level": _level,
    "country": _country,
    "number": _number,
    "points": _number,
    "day": _day_field,
    "occupation": _occupation,
}
