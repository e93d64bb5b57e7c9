"""People who arrive, drawn at random or known by heart, for tests of the plan."""

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from welcome_office.law.arrival.answers import TICKED, Age, Answers, Citizenship, Purpose, Title

TODAY = date(2026, 11, 22)
# A busy machine takes its time; that is no mistake of a plan.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

days = st.integers(-120, 500).map(lambda count: TODAY + timedelta(days=count))
yes_no = st.none() | st.booleans()
people = st.lists(st.sampled_from(get_args(Age)), max_size=4).map(lambda more: ("adult", *more))


def consistent(**told: Any) -> Answers:
    """The answers of somebody who does not contradict themselves."""
    if told["moves_in_on"] and told["has_home"] is False:
        told["has_home"] = None
    if told["starts_on"] and told["has_job"] is False:
        told["has_job"] = None
    return Answers(**told)


answers = st.builds(
    consistent,
    purpose=st.none() | st.sampled_from(get_args(Purpose)),
    citizenship=st.none() | st.sampled_from(get_args(Citizenship)),
    people=st.none() | people,
    married=yes_no,
    from_abroad=yes_no,
    is_here=yes_no,
    arrives_on=st.none() | days,
    has_home=yes_no,
    moves_in_on=st.none() | days,
    has_job=yes_no,
    starts_on=st.none() | days,
    title=st.none() | st.sampled_from(get_args(Title)),
    title_until=st.none() | days,
    passport_until=st.none() | days,
    notice_on=st.none() | days,
    true_for_me=st.none()
    | st.lists(st.sampled_from(TICKED), unique=True).map(lambda each: tuple(sorted(each))),
)


def engineer(**differently: Any) -> Answers:
    """An engineer from outside the EU with a visa, a husband and a child of seven."""
    told: dict[str, Any] = {
        "purpose": "blue_card",
        "citizenship": "third_country",
        "people": ("adult", "adult", "child"),
        "married": True,
        "from_abroad": True,
        "is_here": False,
        "arrives_on": date(2027, 1, 10),
        "has_home": True,
        "moves_in_on": date(2027, 1, 15),
        "has_job": True,
        "starts_on": date(2027, 2, 1),
        "title": "visa",
        "title_until": date(2027, 4, 5),
        "true_for_me": ("insured",),
    }
    return Answers(**(told | differently))
