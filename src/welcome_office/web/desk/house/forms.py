"""What the desk can enter about its days: one small form for each kind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welcome_office.core.wording import current_language
from welcome_office.law.errands import Text
from welcome_office.partners.models import OfficeEntry
from welcome_office.partners.office_files import Absence, Closure, Notice, OfficeFile
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.partners.office_files.entered import (
    MOST_DAYS,
    ChangedShift,
    Entered,
    OneStopDay,
)
from welcome_office.web.desk.languages import language_name
from welcome_office.web.forms import ChoiceOfSome, DayField, PageForm, PlainTextField
from welcome_office.web.wording import weekday_names

Kind = OfficeEntry.Kind
BLOCK = "block"
NO_TIME = _("Write a time like 09:30.")


class StretchForm(PageForm):
    """From one day to another; the last day may be left out."""

    first = DayField(
        label=_("First day"), error_messages={"required": _("Please write the first day.")}
    )
    last = DayField(label=_("Last day"), help_text=_("Empty: only the first day."), required=False)

    def __init__(self, *args: Any, file: OfficeFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not 0 <= (last - first).days < MOST_DAYS:
            self.add_error("last", _("The last day must follow the first, within a year."))
        if first and not last and "last" not in self.errors:
            cleaned["last"] = first
        return cleaned

    @property
    def days(self) -> dict[str, date]:
        """The two days."""
        return {name: self.cleaned_data[name] for name in ("first", "last")}

    def entered(self) -> Entered:
        """What is entered."""
        raise NotImplementedError


class TimesForm(StretchForm):
    """Somebody or something, some days, and from-to."""

    resource = forms.ChoiceField(label=_("Who or what"))
    start = forms.TimeField(label=_("From"), error_messages={"invalid": NO_TIME})
    end = forms.TimeField(label=_("To"), error_messages={"invalid": NO_TIME})
    field_order: tuple[str, ...] = ("resource", "first", "last", "start", "end")
    kinds: tuple[str, ...] = ("counsellor",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = current_language().code
        self.fields["resource"].choices = [  # type: ignore[attr-defined] # a choice field has choices
            (each.id, each.name.in_language(code))
            for each in self.file.resources
            if each.kind in self.kinds
        ]
        for name in ("start", "end"):
            self.fields[name].widget = forms.TextInput(
                {"autocomplete": "off", "dir": "ltr", "placeholder": "09:30"}
            )

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("This must be later than the beginning."))
        return cleaned

    def minutes(self, name: str) -> int | None:
        """A time as minutes after midnight."""
        time = self.cleaned_data.get(name)
        return None if time is None else 60 * time.hour + time.minute


class AbsenceForm(TimesForm):
    """Somebody is away, all day or for some hours."""

    kinds: tuple[str, ...] = ("counsellor", "interpreter")
    what = "absence"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("start", "end"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Both times, or none: then all day."""
        cleaned = super().clean()
        given = [cleaned.get(name) is not None for name in ("start", "end")]
        if any(given) and not all(given) and not self.errors:
            self.add_error("start", _("Write both times, or none for the whole day."))
        return cleaned

    def entered(self) -> Entered:
        """The absence, or the block."""
        return Absence(
            resource=self.cleaned_data["resource"],
            **self.days,
            from_minute=self.minutes("start"),
            to_minute=self.minutes("end"),
            kind="block" if self.what == BLOCK else "absence",
        )


class BlockForm(AbsenceForm):
    """A desk, a room or an interpreter is needed for something else."""

    kinds = ("counsellor", "interpreter", "room")
    what = BLOCK


class ShiftForm(TimesForm):
    """Somebody works from-to on these days, instead of as usual."""

    weekdays = ChoiceOfSome(
        label=_("Days of the week"),
        choices=[(str(day), "") for day in range(1, 8)],
        help_text=_("None: every day in between."),
        required=False,
    )
    field_order = ("resource", "first", "last", "weekdays", "start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].choices = [  # type: ignore[attr-defined] # a choice field has choices
            (str(day), weekday_names([day])) for day in range(1, 8)
        ]

    def entered(self) -> Entered:
        """The changed shift."""
        days = self.cleaned_data["weekdays"] or "1234567"
        return ChangedShift(
            resource=self.cleaned_data["resource"],
            **self.days,
            weekdays=tuple(int(day) for day in days),
            from_minute=self.minutes("start") or 0,
            to_minute=self.minutes("end") or 0,
        )


class WordsForm(StretchForm):
    """Words in every language of the pages, from one day to another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in self.file.office.languages:
            self.fields[f"text_{code}"] = PlainTextField(
                label=language_name(code),
                max_length=300,
                error_messages={"required": _("Please write it in this language, too.")},
                widget=forms.TextInput({"autocomplete": "off", "lang": code, "dir": "auto"}),
            )

    def text(self) -> Text:
        """The words in all languages."""
        codes = self.file.office.languages
        return Text.of(**{code: self.cleaned_data[f"text_{code}"] for code in codes})


class ClosureForm(WordsForm):
    """The house is closed."""

    def entered(self) -> Entered:
        """The closure."""
        return Closure(**self.days, reason=self.text())


class NoticeForm(WordsForm):
    """Something that everybody should read on the first page."""

    def entered(self) -> Entered:
        """The notice."""
        return Notice(**self.days, text=self.text())


class OneStopDayForm(StretchForm):
    """One more day on which all partners are in the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["last"]
        self.fields["first"].label = _("Day")

    def clean(self) -> dict[str, Any]:
        """The house is open on that day."""
        cleaned = super().clean()
        day = cleaned.get("first")
        if day and day in closed_days(self.file, first=day, last=day):
            self.add_error("first", _("The house is closed on this day."))
        return cleaned

    def entered(self) -> Entered:
        """The day."""
        return OneStopDay(date=self.cleaned_data["first"])


FORMS: Mapping[str, type[StretchForm]] = {
    Kind.ABSENCE: AbsenceForm,
    BLOCK: BlockForm,
    Kind.SHIFT: ShiftForm,
    Kind.CLOSURE: ClosureForm,
    Kind.ONE_STOP_DAY: OneStopDayForm,
    Kind.NOTICE: NoticeForm,
}
NAMES: Mapping[str, Promise] = {
    Kind.ABSENCE: _("Absence"),
    BLOCK: pgettext_lazy("a desk is not available", "Block"),
    Kind.SHIFT: _("Other working hours"),
    Kind.CLOSURE: _("The house is closed"),
    Kind.ONE_STOP_DAY: _("Extra one-stop day"),
    Kind.NOTICE: _("Notice on the first page"),
}
