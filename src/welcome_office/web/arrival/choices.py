"""The answers that the plan's questions offer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, Any]]

UNKNOWN: tuple[str, Any] = ("unknown", _("I don't know yet"))
YES_NO_UNKNOWN: Choices = [("yes", _("Yes")), ("no", _("No")), UNKNOWN]
PURPOSES: Choices = [
    ("work", _("I have work here")),
    ("blue_card", _("I have work here for which a degree is needed (EU Blue Card)")),
    ("recognition", _("My qualification is to be recognised here")),
    ("job_search", _("I look for work")),
    ("training", _("I do a vocational training")),
    ("study", _("I study")),
    ("research", _("I do research")),
    ("self_employment", _("I start a business")),
    ("family", _("I join my family")),
    ("protection", _("I seek protection")),
    UNKNOWN,
]
CITIZENSHIPS: Choices = [
    ("german", _("Germany")),
    ("eu", _("The European Union, Iceland, Liechtenstein or Norway")),
    ("swiss", _("Switzerland")),
    (
        "visa_free",
        _(
            "Australia, Canada, Israel, Japan, New Zealand, South Korea, the United Kingdom, the "
            "United States, Andorra, Brazil, El Salvador, Honduras, Monaco or San Marino"
        ),
    ),
    ("third_country", _("Another country")),
    UNKNOWN,
]
PARTNER: Choices = [
    ("no_single", _("No, and I am not married")),
    ("no_married", _("No, I am married, but come without my husband or wife")),
    ("yes_married", _("Yes, and we are married")),
    ("yes_single", _("Yes, and we are not married")),
    UNKNOWN,
]
ARRIVAL: Choices = [
    ("here", _("I am already here")),
    ("day", _("On this day:")),
    UNKNOWN,
]
HOME: Choices = [
    ("day", _("Yes, I move in or have moved in on this day:")),
    ("soon", _("Yes, but I don't know the day yet")),
    ("searching", _("No, I am still looking")),
    UNKNOWN,
]
WORK: Choices = [
    ("day", _("Yes, it begins on this day:")),
    ("soon", _("Yes, but I don't know the day yet")),
    ("none", _("No")),
    UNKNOWN,
]
TITLES: Choices = [
    ("visa", _("A visa for a longer stay (national visa, D)")),
    ("permit", _("A residence title with a last day (card)")),
    ("settlement", _("A settlement permit without a last day")),
    ("certificate", _("A provisional certificate (Fiktionsbescheinigung)")),
    ("none", _("None: I came, or will come, without a visa")),
    UNKNOWN,
]
TRUE_FOR_ME: Choices = [
    ("insured", _("I already have a health insurance in Germany")),
    ("learned_abroad", _("I learned an occupation or studied abroad, and want to work in it")),
    ("wants_german", _("I want to learn German")),
    ("has_licence", _("I have a driving licence and want to drive here")),
    ("has_car", _("I bring a car")),
    ("has_dog", _("I bring a dog")),
    ("has_baby", _("My child was born a short time ago, or will be born soon")),
    ("low_income", _("I have little money")),
    ("has_blocked_account", _("I have a blocked account (Sperrkonto)")),
    ("needs_conduct", _("My employer wants a certificate of conduct (Führungszeugnis)")),
]
