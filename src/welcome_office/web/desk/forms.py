"""The forms of the desk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.core.wording import current_language
from welcome_office.law.errands import Text
from welcome_office.partners.models import Membership, Office, Resource
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit
from welcome_office.visits.policy import is_withheld, visits_visible_to
from welcome_office.visits.reference import read_reference
from welcome_office.web.desk.words import WITHHELD
from welcome_office.web.forms import MailField, PlainTextField

# A shorter part of a name would list half the house.
LEAST_LETTERS = 3
ROLE_NAMES = {
    Membership.Role.COUNSELLOR: gettext_lazy("Counsellor"),
    Membership.Role.FRONT_DESK: gettext_lazy("Front desk"),
    Membership.Role.COORDINATOR: gettext_lazy("Coordinator"),
    Membership.Role.ADMINISTRATOR: gettext_lazy("Administrator"),
}


class FindForm(forms.Form):
    """The reference of a visit as somebody reads it out, or a name."""

    reference = PlainTextField(
        label=gettext_lazy("Reference or name"),
        help_text=gettext_lazy("A name finds visits at your desks only."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "autofocus": True}),
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        # What was found by its reference; else the name to look for.
        self.visit: Visit | None = None
        self.named = ""

    def clean_reference(self) -> str:
        """Tell a reference from a name; a slip of the tongue shows before anything is looked up."""
        typed: str = self.cleaned_data["reference"]
        reference = read_reference(typed)
        if reference is not None:
            self.visit = visits_visible_to(self.member).filter(reference=reference).first()
            if self.visit is None and is_withheld(reference, member=self.member):
                raise forms.ValidationError(WITHHELD)
            if self.visit is None:
                raise forms.ValidationError(
                    _("There is no visit with this reference at your desks.")
                )
        elif any(sign.isdigit() for sign in typed) or len(typed) < LEAST_LETTERS:
            raise forms.ValidationError(
                _("This cannot be a reference. It has seven signs, for example %(example)s.")
                % {"example": "3AC-4DE3"}
            )
        else:
            self.named = typed
        return typed


class DeskField(forms.ModelChoiceField):  # type: ignore[type-arg] # only the stubs are generic
    """A counsellor's desk, named as in the office's files."""

    names: Mapping[str, Text]

    def label_from_instance(self, obj: Model) -> str:
        """Name the desk."""
        assert isinstance(obj, Resource)
        return self.names[obj.slug].in_language(current_language().code)


class InvitationForm(forms.Form):
    """Who shall work here, and as what."""

    email = MailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    desk = DeskField(
        label=gettext_lazy("Desk"),
        help_text=gettext_lazy("Only for counsellors."),
        queryset=Resource.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = Resource.objects.filter(office=office, kind="counsellor", is_active=True)
        self.fields["role"].choices = list(ROLE_NAMES.items())  # type: ignore[attr-defined] # ChoiceField has it
        desk = self.fields["desk"]
        assert isinstance(desk, DeskField)
        desk.queryset = desks.select_related("partner")
        desk.names = {each.id: each.name for each in definition_of(office).resources}

    def clean(self) -> dict[str, Any]:
        """A counsellor works at a desk, all others for the house."""
        cleaned = super().clean() or {}
        if cleaned.get("role") == Membership.Role.COUNSELLOR and not cleaned.get("desk"):
            self.add_error("desk", _("Say at which desk."))
        return cleaned
