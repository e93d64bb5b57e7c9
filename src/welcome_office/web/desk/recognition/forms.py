"""The forms of the workbench."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welcome_office.law.recognition.events import WITH_UNTIL, Event, Happening, Result
from welcome_office.law.recognition.facts import ABROAD
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.partners.office_files.spoken import spoken_languages
from welcome_office.recognition.actions import Opening, Talk
from welcome_office.recognition.answers import occupation_name
from welcome_office.recognition.models import Contact, Course
from welcome_office.recognition.queries import body_name
from welcome_office.web.desk.recognition import words
from welcome_office.web.forms import ChoiceOfSome, DayField, PageForm, PlainTextField
from welcome_office.web.recognition.questions import UNKNOWN, country_choices

NOT_AHEAD = _("This day lies ahead. Write down only what has happened.")
FLAGS = ("self_employed", "documents_missing", "accelerated_81a")


class NameForm(PageForm):
    """A name, if the person gives one."""

    name = PlainTextField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Leave it empty: then a code stands for the person."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )


class AboutForm(NameForm):
    """Whose procedure it is, and which body decides."""

    body = forms.ChoiceField(label=_("Body that decides"), required=False)

    def __init__(self, *args: Any, law: RecognitionLaw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((each, body_name(each, law)) for each in law.bodies)
        bodies = sorted((body for body in named if body[1]), key=lambda each: each[1])
        self.offer("body", [("", _("not known yet")), *bodies])


class OpeningForm(NameForm):
    """Whom we begin to accompany, and to what."""

    language = forms.ChoiceField(label=_("Language"))
    occupation = forms.ChoiceField(label=_("Occupation"))
    trained_in = forms.ChoiceField(label=_("Country of training"))
    citizenship = forms.ChoiceField(label=_("Citizenship"))
    lives_in = forms.ChoiceField(label=_("Lives in"))
    works_in = forms.ChoiceField(label=_("Will work in"))
    self_employed = forms.BooleanField(label=_("Wants to be self-employed"), required=False)
    documents_missing = forms.BooleanField(label=_("Papers cannot be got"), required=False)
    accelerated_81a = forms.BooleanField(
        label=_("Accelerated procedure (§ 81a AufenthG)"), required=False
    )

    def __init__(self, *args: Any, law: RecognitionLaw, languages: Iterable[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = spoken_languages()
        occupations = [(each, occupation_name(each, law)) for each in law.occupations]
        towns = [(town, town) for town in sorted(law.municipalities())]
        places = [(UNKNOWN, _("not known yet")), (ABROAD, _("Abroad")), *towns]
        self.offer("language", [(code, names.get(code, code)) for code in languages])
        self.offer(
            "occupation",
            [("", _("Please choose")), *sorted(occupations, key=lambda each: each[1].casefold())],
        )
        for name in ("trained_in", "citizenship"):
            self.offer(name, country_choices(law))
        for name in ("lives_in", "works_in"):
            self.offer(name, places)

    def opening(self, *, land: str) -> Opening:
        """What the action takes over."""
        answers = self.cleaned_data
        told = {
            name: answers[name]
            for name in ("trained_in", "citizenship", "lives_in", "works_in")
            if answers[name] != UNKNOWN
        }
        flags = {name: answers[name] for name in FLAGS}
        return Opening(occupation=answers["occupation"], land=land, facts=told | flags)


class EventForm(PageForm):
    """What happened, and when."""

    kind = forms.ChoiceField(label=_("What happened"), choices=list(words.EVENTS.items()))
    day = DayField(label=_("On which day"))
    until = DayField(
        label=_("Until when"),
        required=False,
        help_text=_("For a request for papers or an extension: the day that the body set."),
    )
    result = forms.ChoiceField(
        label=_("Result of the notice"), choices=[("", "–"), *words.RESULTS.items()], required=False
    )

    def clean_day(self) -> date:
        """Only what has happened is written down."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_AHEAD)
        return day

    def clean(self) -> dict[str, Any]:
        """Some events need a second day, a notice its result."""
        cleaned = super().clean() or {}
        kind, day, until = cleaned.get("kind"), cleaned.get("day"), cleaned.get("until")
        if kind in WITH_UNTIL and not until and "until" not in self.errors:
            self.add_error("until", _("Say until when."))
        if until and day and until < day:
            self.add_error("until", _("This day lies before the other one."))
        if kind == Happening.NOTICE and not cleaned.get("result"):
            self.add_error("result", _("Say what the notice decides."))
        return cleaned

    def event(self) -> Event:
        """What the action takes over; answers to questions that this event has not are left out."""
        answers = self.cleaned_data
        kind = Happening(answers["kind"])
        return Event(
            kind=kind,
            day=answers["day"],
            until=answers["until"] if kind in WITH_UNTIL else None,
            result=Result(answers["result"]) if kind is Happening.NOTICE else None,
        )


class TalkForm(PageForm):
    """One talk in one form."""

    day = DayField(label=_("Day of the talk"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=480,
        widget=forms.NumberInput({"dir": "ltr", "inputmode": "numeric"}),
    )
    channel = forms.ChoiceField(label=_("How"), choices=list(words.CHANNELS.items()))
    topics = ChoiceOfSome(
        label=_("What about"),
        choices=list(words.TOPICS.items()),
        error_messages={"required": _("Please choose at least one topic.")},
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=list(words.OUTCOMES.items()))

    def clean_day(self) -> date:
        """Only talks that took place count."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_AHEAD)
        return day

    def talk(self) -> Talk:
        """What the action takes over."""
        answers = self.cleaned_data
        return Talk(
            day=answers["day"],
            minutes=answers["minutes"],
            channel=Contact.Channel(answers["channel"]),
            topics=tuple(Contact.Topic(each) for each in answers["topics"]),
            outcome=Contact.Outcome(answers["outcome"]),
        )


class DeficitsForm(PageForm):
    """What a notice says is missing, a line for each."""

    topics = forms.CharField(
        label=_("Differences that the notice names, one in each line"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )

    def clean_topics(self) -> list[str]:
        """The lines that say something."""
        lines = [" ".join(line.split())[:160] for line in self.cleaned_data["topics"].splitlines()]
        return [line for line in lines if line]


class CourseForm(PageForm):
    """A course in the organisation's own list."""

    title = PlainTextField(label=_("Title"), max_length=160)
    provider = PlainTextField(label=_("Who offers it"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.KINDS.items()))
    occupations = forms.MultipleChoiceField(
        label=_("For which occupations"),
        required=False,
        help_text=_("None chosen: for all."),
        widget=forms.SelectMultiple({"size": 8}),
    )
    topics = forms.CharField(
        label=_("Topics, separated by commas"),
        required=False,
        max_length=600,
        help_text=_("Words that stand in notices; they bring the course to the right people."),
    )
    begins_on = DayField(label=_("Begins on"), required=False)
    places = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=500,
        widget=forms.NumberInput({"dir": "ltr", "inputmode": "numeric"}),
    )
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")
    is_offered = forms.BooleanField(label=_("Is offered"), required=False, initial=True)

    def __init__(self, *args: Any, law: RecognitionLaw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(each, occupation_name(each, law)) for each in law.occupations]
        self.offer("occupations", sorted(names, key=lambda each: each[1].casefold()))

    def clean_topics(self) -> list[str]:
        """The words, each once."""
        parts = [" ".join(part.split())[:60] for part in self.cleaned_data["topics"].split(",")]
        return list(dict.fromkeys(part for part in parts if part))

    def apply_to(self, course: Course) -> Course:
        """Take the answers over."""
        for name, value in self.cleaned_data.items():
            setattr(course, name, value)
        return course


class PeriodForm(PageForm):
    """From when to when."""

    first = DayField(label=_("From"))
    last = DayField(label=_("To"))


class ImportForm(PageForm):
    """A file of existing cases."""

    file = forms.FileField(
        label=_("CSV file"),
        error_messages={"required": _("Please choose a file.")},
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )
