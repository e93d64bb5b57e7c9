"""The database is started anew, or crashes, while people book."""

import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from tests.bench.web.house import web
from tests.bench.web.run import drafts
from tests.factories import make_office
from tests.growing.people import HELD_BY_A_GHOST, Person, different_days
from tests.growing.servers import Server, a_worker, copied_server
from tests.growing.waiting import comes_true

SERVICES = ("recognition",)
# One for each stop, if the moment between two statements is hit.
MOST_GHOSTS = 2
OVERLAPS = """
    SELECT count(*) FROM visits_occupation one JOIN visits_occupation other
    ON one.resource_id = other.resource_id AND one.id < other.id AND one.during && other.during
"""
HALF = """
    SELECT count(*) FROM visits_visit AS visit WHERE state IN ('held', 'pending', 'confirmed') AND (
      NOT EXISTS (SELECT FROM visits_step WHERE visit_id = visit.id)
      OR NOT EXISTS (SELECT FROM visits_occupation WHERE visit_id = visit.id))
"""
BOOKED = "SELECT email FROM visits_visit WHERE state = 'confirmed' ORDER BY email"
WAITING = "SELECT count(*) FROM visits_message WHERE state = 'queued'"


def play(
    server: Server, people: Sequence[Person], wanted: Sequence[str], stops: Sequence[signal.Signals]
) -> list[str]:
    """Let everybody book, stop the server meanwhile in each of these ways; what all were told."""
    with ThreadPoolExecutor(3) as pool:
        told = [pool.submit(each.book, start) for each, start in zip(people, wanted, strict=True)]
        for number, how in enumerate(stops, start=1):
            wait(told[: number * len(told) // (len(stops) + 1)], timeout=60)
            server.restart(number=how)
    return [each.result() for each in told]


@pytest.mark.django_db(transaction=True)
def test_who_books_while_the_database_starts_anew_or_crashes_tries_again_and_is_booked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = different_days(make_office(), 12, SERVICES)
    browsers = drafts(0, len(wanted), SERVICES)
    with copied_server("restarted") as server:
        monkeypatch.setenv("DATABASE_URL", server.url)
        with web(processes=1, threads=4) as (port, _), a_worker({}) as worker:
            people = [
                Person(browser.at(port), f"visitor-{number:02}@example.org", server.ask)
                for number, browser in enumerate(browsers)
            ]

            told = play(server, people, wanted, [signal.SIGINT, signal.SIGQUIT])

            booked = [each.email for each, end in zip(people, told, strict=True) if end == "booked"]
            assert set(told) <= {"booked", HELD_BY_A_GHOST}
            assert len(booked) >= len(people) - MOST_GHOSTS
            assert server.ask(BOOKED) == [(email,) for email in booked]
            assert server.ask(OVERLAPS) == server.ask(HALF) == [(0,)]
            assert comes_true(lambda: server.ask(WAITING) == [(0,)])
            assert worker.is_running()
    troubles = [answer for each in people for answer in each.troubles]
    assert {answer.status for answer in troubles} == {503}
    assert all("We are away for a moment" in answer.text for answer in troubles)
