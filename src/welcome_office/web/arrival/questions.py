"""The questions of the plan: one on a page, each with why it is asked and "I don't know yet"."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, get_args

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welcome_office.law.arrival.answers import Age, Answers, Purpose
from welcome_office.web.arrival.choices import (
    ARRIVAL,
    CITIZENSHIPS,
    HOME,
    PARTNER,
    PURPOSES,
    TITLES,
    TRUE_FOR_ME,
    WORK,
    YES_NO_UNKNOWN,
)
from welcome_office.web.forms import ChoiceOfOne, ChoiceOfSome, DayField, PageForm

LONGEST = timedelta(days=11 * 365)
REQUIRED = {"required": _("Please choose an answer, or “I don't know yet”.")}
KNOWN_AS: Mapping[str, bool | None] = {"yes": True, "no": False, "unknown": None}
MOST_CHILDREN = 6


def one_of(label: Any, why: Any, choices: Any) -> ChoiceOfOne:
    """A question with a few answers."""
    return ChoiceOfOne(label=label, help_text=why, choices=choices, error_messages=REQUIRED)


def day(label: Any, **options: Any) -> DayField:
    """A day that may be left out."""
    return DayField(label=label, required=False, **options)


class Question(PageForm):
    """One page; its fields are turned into answers of the plan and back."""

    title: ClassVar[Any]
    # Which answer makes which day necessary, and from when its field is asked.
    day_of: ClassVar[Mapping[str, tuple[str, str]]] = {}

    @staticmethod
    def is_asked(answers: Answers) -> bool:  # noqa: ARG004 - most pages ask everybody
        """Whether this page can still change the plan."""
        return True

    def clean(self) -> dict[str, Any]:
        """A day belongs to the answer "on this day", and lies in our time."""
        cleaned = super().clean() or {}
        for name, (choice, value) in self.day_of.items():
            is_needed = cleaned.get(choice) == value
            if is_needed and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Please fill in day, month and year."))
        for name in self.fields:
            found = cleaned.get(name)
            if isinstance(self.fields[name], DayField) and found is not None:
                today = timezone.localdate()
                if not today - LONGEST <= found <= today + LONGEST:
                    self.add_error(name, _("Please check the year."))
        return cleaned

    def read(self, answers: Answers) -> Answers:
        """The answers with those of this page."""
        raise NotImplementedError

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """What the fields show of earlier answers."""
        raise NotImplementedError


def as_told(value: str) -> Any:
    """The answer of a choice; None for "I don't know yet"."""
    return None if value == "unknown" else value


class PurposeQuestion(Question):
    """Why somebody comes."""

    title = _("Why do you come?")
    purpose = one_of(
        title, _("It decides which steps you have and which papers they ask for."), PURPOSES
    )

    def read(self, answers: Answers) -> Answers:
        """Keep the purpose."""
        return replace(answers, purpose=as_told(self.cleaned_data["purpose"]))

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show the purpose."""
        return {"purpose": answers.purpose or "unknown"}


class CitizenshipQuestion(Question):
    """Of which country somebody is a citizen."""

    title = _("Of which country are you a citizen?")
    citizenship = one_of(
        title, _("It decides whether you need a residence title, and by when."), CITIZENSHIPS
    )

    def read(self, answers: Answers) -> Answers:
        """Keep the group of countries; who needs no title has none."""
        told = as_told(self.cleaned_data["citizenship"])
        answers = replace(answers, citizenship=told)
        return answers if TitleQuestion.is_asked(answers) else without_title(answers)

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show the group of countries."""
        return {"citizenship": answers.citizenship or "unknown"}


class FamilyQuestion(Question):
    """Who comes along."""

    title = _("Who comes with you?")
    partner = one_of(
        _("Does a husband, a wife or a partner come with you?"),
        _("Families register together. Some steps are for each person."),
        PARTNER,
    )
    small = forms.TypedChoiceField(label=_("Children under 6"), coerce=int)
    child = forms.TypedChoiceField(label=_("Children from 6 to 15"), coerce=int)
    teen = forms.TypedChoiceField(label=_("Children of 16 or 17"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer numbers of children."""
        super().__init__(*args, **kwargs)
        for name in ("small", "child", "teen"):
            numbers = [(count, str(count)) for count in range(MOST_CHILDREN + 1)]
            self.fields[name].choices = numbers  # type: ignore[attr-defined] # a choice field has choices

    def read(self, answers: Answers) -> Answers:
        """Keep the ages of everybody, and whether somebody is married."""
        told = self.cleaned_data
        partner = told["partner"]
        if partner == "unknown":
            return replace(answers, people=None, married=None)
        adults: list[Age] = ["adult", "adult"] if partner.startswith("yes") else ["adult"]
        children = [age for age in get_args(Age)[1:] for _each in range(told[age])]
        is_married = partner in {"yes_married", "no_married"}
        return replace(answers, people=(*adults, *children), married=is_married)

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show partner and numbers of children."""
        ages = answers.people or ()
        counts = {age: ages.count(age) for age in get_args(Age)[1:]}
        if answers.people is None:
            return {"partner": "unknown", **counts}
        comes = "yes" if ages.count("adult") > 1 else "no"
        return {"partner": f"{comes}_{'married' if answers.married else 'single'}", **counts}


class ArrivalQuestion(Question):
    """From when on somebody is here, and where they lived."""

    title = _("When do you arrive?")
    arrival = one_of(title, _("Some steps are easier before the journey."), ARRIVAL)
    arrives_on = day(
        _("Day of arrival"),
        help_text=_("Already here? Then the day on which you came."),
    )
    from_abroad = one_of(
        _("Was your last home outside Germany?"),
        _("Then some papers are needed in German."),
        YES_NO_UNKNOWN,
    )
    day_of: ClassVar = {"arrives_on": ("arrival", "day")}

    def read(self, answers: Answers) -> Answers:
        """Keep the day; one that has passed means that somebody is here."""
        told = self.cleaned_data
        arrives_on = None if told["arrival"] == "unknown" else told["arrives_on"]
        is_here = {"here": True, "day": False}.get(told["arrival"])
        if arrives_on and arrives_on <= timezone.localdate():
            is_here = True
        return replace(
            answers,
            is_here=is_here,
            arrives_on=arrives_on,
            from_abroad=KNOWN_AS[told["from_abroad"]],
        )

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show the day."""
        arrival = {True: "here", False: "day", None: "unknown"}[answers.is_here]
        return {
            "arrival": arrival,
            "arrives_on": answers.arrives_on,
            "from_abroad": known(answers.from_abroad),
        }


def known(answer: bool | None) -> str:  # noqa: FBT001 - the answer itself
    """How a form says yes, no or not known."""
    return next(name for name, value in KNOWN_AS.items() if value is answer)


class HomeQuestion(Question):
    """Whether there is a home, and from when on."""

    title = _("Do you have a home already?")
    home = one_of(
        title, _("You have two weeks to register, counted from the day you move in."), HOME
    )
    moves_in_on = day(_("Day of moving in"))
    day_of: ClassVar = {"moves_in_on": ("home", "day")}

    def read(self, answers: Answers) -> Answers:
        """Keep the day of moving in."""
        home = self.cleaned_data["home"]
        moves_in_on = self.cleaned_data["moves_in_on"] if home == "day" else None
        has_home = {"day": True, "soon": True, "searching": False}.get(home)
        return replace(answers, has_home=has_home, moves_in_on=moves_in_on)

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show the day of moving in."""
        told = {True: "soon", False: "searching", None: "unknown"}[answers.has_home]
        home = "day" if answers.moves_in_on else told
        return {"home": home, "moves_in_on": answers.moves_in_on}


class WorkQuestion(Question):
    """Whether there is work, and from when on."""

    title = _("Do you have work, or a firm offer?")
    work = one_of(title, _("Your employer will ask you for some numbers and papers."), WORK)
    starts_on = day(_("First day of work"))
    day_of: ClassVar = {"starts_on": ("work", "day")}

    @staticmethod
    def is_asked(answers: Answers) -> bool:
        """Who looks for work has none."""
        return answers.purpose != "job_search"

    def read(self, answers: Answers) -> Answers:
        """Keep the first day of work."""
        work = self.cleaned_data["work"]
        starts_on = self.cleaned_data["starts_on"] if work == "day" else None
        has_job = {"day": True, "soon": True, "none": False}.get(work)
        return replace(answers, has_job=has_job, starts_on=starts_on)

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show the first day of work."""
        told = {True: "soon", False: "none", None: "unknown"}[answers.has_job]
        return {"work": "day" if answers.starts_on else told, "starts_on": answers.starts_on}


def without_title(answers: Answers) -> Answers:
    """Forget what was told about a title."""
    return replace(answers, title=None, title_until=None)


class TitleQuestion(Question):
    """Which title somebody holds, and until when."""

    title = _("Which German visa or residence title do you have?")
    held = one_of(title, _("It ends on a day that you must not miss."), TITLES)
    title_until = day(
        _("Valid until"), help_text=_("You can leave this empty, but then we cannot warn you.")
    )

    @staticmethod
    def is_asked(answers: Answers) -> bool:
        """Only citizens of states outside the EU need one."""
        return answers.citizenship in {None, "third_country", "visa_free"}

    def read(self, answers: Answers) -> Answers:
        """Keep title and last day."""
        held = as_told(self.cleaned_data["held"])
        is_dated = held in {"visa", "permit", "certificate"}
        until = self.cleaned_data["title_until"] if is_dated else None
        return replace(answers, title=held, title_until=until)

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show title and last day."""
        return {"held": answers.title or "unknown", "title_until": answers.title_until}


class MoreQuestion(Question):
    """What else is true."""

    title = _("What is true for you?")
    true_for_me = ChoiceOfSome(
        label=title,
        help_text=_("Tick what fits. Nothing fits? Then just go on."),
        choices=TRUE_FOR_ME,
        required=False,
    )

    def read(self, answers: Answers) -> Answers:
        """Keep what was ticked; all else is not so."""
        return replace(answers, true_for_me=tuple(self.cleaned_data["true_for_me"]))

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show what was ticked."""
        return {"true_for_me": list(answers.true_for_me or ())}


class DaysQuestion(Question):
    """Other days over which the plan can watch."""

    title = _("Other days that you must not miss")
    passport_until = day(_("Your passport is valid until"))
    notice_on = day(
        _("A notice about the recognition of your qualification came on"),
        help_text=_("Only if you have received one."),
    )

    def read(self, answers: Answers) -> Answers:
        """Keep the days."""
        return replace(answers, **self.cleaned_data)

    @classmethod
    def before(cls, answers: Answers) -> dict[str, Any]:
        """Show the days."""
        return {"passport_until": answers.passport_until, "notice_on": answers.notice_on}


QUESTIONS: Mapping[str, type[Question]] = {
    "purpose": PurposeQuestion,
    "citizenship": CitizenshipQuestion,
    "family": FamilyQuestion,
    "arrival": ArrivalQuestion,
    "home": HomeQuestion,
    "work": WorkQuestion,
    "title": TitleQuestion,
    "more": MoreQuestion,
}
# Asked only if somebody wants more: not on the way to the plan.
ALL_QUESTIONS: Mapping[str, type[Question]] = {**QUESTIONS, "days": DaysQuestion}
assert set(get_args(Purpose)) == {value for value, _label in PURPOSES} - {"unknown"}
