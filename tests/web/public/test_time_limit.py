"""The last day of the registration, as the law counts it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories import TOWN, text

from welcome_office.partners.office_files import Closure
from welcome_office.web.public.arrival import time_limit
from welcome_office.web.public.draft import Draft


@pytest.mark.parametrize(
    ("moved_in", "last_day"),
    [
        pytest.param(date(2026, 11, 23), date(2026, 12, 7), id="two weeks later"),
        pytest.param(date(2026, 11, 28), date(2026, 12, 14), id="a Saturday moves on"),
        pytest.param(date(2026, 12, 11), date(2026, 12, 28), id="Christmas and weekend move on"),
        pytest.param(date(2026, 12, 10), date(2026, 12, 24), id="a closed office moves nothing"),
    ],
)
def test_two_weeks_end_on_a_working_day(moved_in: date, last_day: date) -> None:
    eve = Closure(first=date(2026, 12, 24), last=date(2026, 12, 24), reason=text("Closed"))
    town = replace(TOWN, closures=(eve,))

    limit = time_limit(Draft(services=("registration",), moves_in_on=moved_in), town)

    assert limit is not None
    assert (limit.last_day, limit.norm) == (last_day, "§ 17 BMG")


def test_without_a_day_of_moving_in_there_is_no_limit_yet() -> None:
    assert time_limit(Draft(services=("registration",)), TOWN) is None
