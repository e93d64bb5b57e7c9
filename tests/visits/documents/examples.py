"""A small invented office and its services, for the tests of what a visit is given in writing."""

from decimal import Decimal

from welcome_office.law.errands import ALWAYS, Condition, Fee, InPerson, Requirement, Text, When
from welcome_office.partners.office_files import (
    Service,
)

THIRD_COUNTRY = When((Condition("citizenship", ("third_country",)),))
MARRIED = When((Condition("married", allowed=True),))
FROM_16 = When((Condition("age_from", 16),))
FREE = Fee(minimum=Decimal(0), maximum=Decimal(0))


def text(german: str, english: str = "", arabic: str = "") -> Text:
    """A text in the three languages; what is left out is the German."""
    return Text.of(de=german, en=english or german, ar=arabic or german)


def requirement(name: str, *, when: When = ALWAYS, per_visit: bool = False) -> Requirement:
    """A paper of that name."""
    return Requirement(
        id=name.lower(), text=text(name), when=when, per="visit" if per_visit else "person"
    )


def service(
    name: str,
    *,
    papers: tuple[Requirement, ...] = (),
    fee: Fee = FREE,
    in_person: InPerson | None = None,
    when: When = ALWAYS,
) -> Service:
    """A service of that name, short and simple."""
    return Service(
        id=name.lower(), partner="city", errand=None, variant=None, name=text(name), term="",
        explanation=text(name), situation=None, groups=(), audience=("newcomer",), minutes=15,
        minutes_per_extra_person=0, together=True, minutes_source="", channels=("on_site",),
        weekdays=(3,), after=(), needs=(), one_stop="yes", handover=None, elsewhere=None, fee=fee,
        papers=papers, in_person=in_person or InPerson(who="nobody", text=text("niemand")),
        legal="", confidence="high", when=when,
    )  # fmt: skip
