"""What all forms share: answers are read kindly, and come back as they were typed."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

# Signs that turn the direction of the text around them: in a name they would garble lists.
BIDI_SIGNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


class PageForm(forms.Form):
    """A form of one page."""

    use_required_attribute = False
    is_only_typed = False

    def is_valid(self) -> bool:
        """Whether the answers were sent and can be used."""
        return not self.is_only_typed and super().is_valid()

    def offer(self, name: str, choices: Any) -> None:
        """Say which answers a question of choice has here."""
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field has choices

    @classmethod
    def as_typed(cls, typed: Any, **kwargs: Any) -> "PageForm":
        """Show what was typed without judging it."""
        form = cls(typed, **kwargs)
        form.is_only_typed = True
        form._errors = ErrorDict()  # type: ignore[attr-defined] # Django knows no other way to say "not yet"
        return form


class PlainTextField(forms.CharField):
    """Text of people: any script, without signs that turn others' text around."""

    def to_python(self, value: Any) -> str:
        """Clean what was typed, without changing how a name is written."""
        text = super().to_python(value)
        return unicodedata.normalize("NFC", " ".join(str(text).translate(BIDI_SIGNS).split()))


class MailField(forms.EmailField):
    """A mail address, no longer than one that can be kept."""

    default_error_messages: ClassVar = {
        "invalid": _("Something is missing. Example: name@example.org")
    }

    def __init__(self, **kwargs: Any) -> None:
        """Written from left to right on every page, and filled in by browsers."""
        signs = {"autocomplete": "email", "dir": "ltr", "inputmode": "email"}
        super().__init__(**{"max_length": 254, "widget": forms.EmailInput(signs), **kwargs})


class ChoiceOfOne(forms.ChoiceField):
    """One of a few answers, all of them to be seen."""

    widget = forms.RadioSelect
    is_choice = True


class ChoiceOfSome(forms.MultipleChoiceField):
    """Some of a few answers."""

    widget = forms.CheckboxSelectMultiple
    is_choice = True


class LongSelect(forms.Select):
    """A list of hundreds, written straight as HTML: by template it would cost 0.1 seconds."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        renderer: Any = None,  # noqa: ARG002 - Django's signature
    ) -> SafeString:
        """Write it as `django/forms/widgets/select.html` does."""
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>'
            f"{escape(words)}</option>"
            for key, words in self.choices
        )
        attributes = self.build_attrs(self.attrs, attrs)
        return format_html(
            '<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select"'
            ' name="{}"{}>{}</select></div>',
            name,
            flatatt(attributes),
            SafeString(options),
        )


def western_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9; leave everything else."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


class DayWidget(forms.MultiWidget):
    """Day, month and year in three fields, as on a document."""

    template_name = "components/day.html"
    use_fieldset = True

    def __init__(self) -> None:
        """Make the three fields."""
        number = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        super().__init__({each: forms.TextInput(number) for each in ("day", "month", "year")})

    def decompress(self, value: Any) -> list[Any]:
        """Take a day apart."""
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A day; Arabic and Persian digits are read as well."""

    widget = DayWidget
    default_error_messages: ClassVar = {
        "incomplete": _("Please fill in day, month and year."),
        "no_day": _("There is no such day. Example: 24 12 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Read three texts."""
        fields = [forms.CharField(max_length=4) for _part in range(3)]
        super().__init__(fields, require_all_fields=True, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        """Put a day together."""
        if not data_list:
            return None
        try:
            day, month, year = (int(western_digits(part)) for part in data_list)
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["no_day"], code="no_day") from None
