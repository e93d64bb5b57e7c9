"""Common people see few pages, and each of them could change something."""

import pytest
from tests.law.residence.test_interview import COMMON
from tests.pathways.questions import STORIES, pages_seen


@pytest.mark.parametrize("story", COMMON)
def test_common_people_see_three_to_twelve_pages(story: str) -> None:
    assert 3 <= pages_seen(STORIES[story], COMMON[story]) <= 12


@pytest.mark.parametrize("story", [name for name, what in COMMON.items() if what == "work"])
def test_firms_see_three_to_twelve_pages(story: str) -> None:
    assert 3 <= pages_seen(STORIES[story], "work", for_employer=True) <= 12
