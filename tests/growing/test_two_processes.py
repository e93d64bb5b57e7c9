"""What one web process has given away no other offers, however shortly after."""

import re

import pytest
from tests.bench.web.client import Browser
from tests.bench.web.house import web
from tests.bench.web.run import drafts
from tests.factories import make_office
from tests.growing.people import Person
from tests.growing.servers import ask_default, default_url

SERVICES = ("recognition",)
OFFERED = re.compile(r'name="start" value="([^"]+)"')


def offered(browser: Browser) -> set[str]:
    """The beginnings on the list of times."""
    return set(OFFERED.findall(browser.get("/en/visit/times/").text))


@pytest.mark.django_db(transaction=True)
def test_a_time_that_one_process_gave_away_no_other_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    make_office()
    monkeypatch.setenv("DATABASE_URL", default_url())
    with web(processes=1, threads=2) as (one, _), web(processes=1, threads=2) as (other, _):
        watchers = {port: drafts(port, 1, SERVICES)[0] for port in (one, other)}
        stale = []
        for number in range(8):
            # Now at the one, now at the other; both have laid the calendar out before.
            here, there = (one, other) if number % 2 else (other, one)
            start = min(offered(watchers[here]) & offered(watchers[there]))
            person = Person(
                drafts(here, 1, SERVICES)[0], f"visitor-{number}@example.org", ask_default
            )
            assert person.book(start) == "booked"
            stale += [start] if start in offered(watchers[there]) else []
        for watcher in watchers.values():
            watcher.close()

    assert stale == []
