"""Answers are read kindly: any script, any digits, foreign names, no tricks with direction."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from welcome_office.web.forms import DayField, PageForm, PlainTextField


class ExampleForm(PageForm):
    """A name and a day."""

    name = PlainTextField()
    day = DayField()


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Amal   Example ", "Amal Example"),
        ("\u202eecila\u202c", "ecila"),
        ("Wannakuwatta Mitiwaduge", "Wannakuwatta Mitiwaduge"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
    ],
    ids=["spaces", "turned direction", "long", "joiner kept", "marks joined"],
)
def test_names_are_kept_as_people_write_them(typed: str, read: str) -> None:
    assert PlainTextField().clean(typed) == read


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("24", "12", "2026"), date(2026, 12, 24)),
        (("٢٤", "١٢", "٢٠٢٦"), date(2026, 12, 24)),
        (("۲۴", "۱۲", "26"), date(2026, 12, 24)),
    ],
    ids=["western", "arabic", "persian, short year"],
)
def test_days_are_read_in_digits_of_every_script(
    parts: tuple[str, str, str], expected: date
) -> None:
    assert DayField().clean(list(parts)) == expected


@pytest.mark.parametrize("parts", [["31", "2", "2026"], ["a", "b", "c"], ["1", "", "2026"]])
def test_day_that_does_not_exist_is_an_error(parts: list[str]) -> None:
    with pytest.raises(forms.ValidationError):
        DayField().clean(parts)


def test_typed_answers_come_back_without_a_verdict() -> None:
    form = ExampleForm.as_typed(sent(name="", day_day="31"))

    assert (form.is_valid(), form.errors) == (False, {})
    assert 'value="31"' in str(form["day"])


def test_error_is_tied_to_its_field() -> None:
    form = ExampleForm(sent(name=""))

    html = form["name"].as_field_group()

    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html
