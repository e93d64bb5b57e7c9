"""Everything works through a pooler that gives each transaction another connection."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import LazySettings
from django.db import connection
from tests.bench.web.house import web
from tests.bench.web.run import drafts
from tests.factories import make_office
from tests.growing.people import Person, different_days
from tests.growing.pooler import pooler
from tests.growing.servers import a_worker, ask_default, default_url
from tests.growing.waiting import comes_true

from welcome_office.config.inspection import way_to_database
from welcome_office.visits.models import Message, Visit

pytestmark = pytest.mark.django_db(transaction=True)
SERVICES = ("recognition",)
LISTENERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'
"""


def test_people_book_through_a_pooler_and_the_worker_hears_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = different_days(make_office(), 9, SERVICES)
    with pooler() as address:
        monkeypatch.setenv("DATABASE_URL", address)
        with (
            web(processes=1, threads=4) as (port, _),
            a_worker({"DIRECT_DATABASE_URL": default_url()}),
            ThreadPoolExecutor(4) as pool,
        ):
            people = [
                Person(browser, f"visitor-{number}@example.org", ask_default)
                for number, browser in enumerate(drafts(port, len(wanted), SERVICES))
            ]

            told = list(pool.map(Person.book, people, wanted))

            assert told == ["booked"] * len(people)
            assert Visit.objects.filter(state="confirmed").count() == len(people)
            assert comes_true(lambda: not Message.objects.filter(state="queued").exists())
            assert listeners() == 1
    assert [answer for each in people for answer in each.troubles] == []


def listeners() -> int:
    with connection.cursor() as cursor:
        cursor.execute(LISTENERS)
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("direct", "remedy"),
    [
        ("", "Set DIRECT_DATABASE_URL to the server itself."),
        ("{pooler}", "DIRECT_DATABASE_URL leads to a pooler, too: name the server itself."),
        ("{server}", ""),
    ],
)
def test_the_check_tells_whether_the_settings_fit_a_pooler(
    settings: LazySettings, direct: str, remedy: str
) -> None:
    here = connection.settings_dict
    port = here["PORT"]
    with pooler() as address:
        settings.DIRECT_DATABASE_URL = direct.format(pooler=address, server=default_url())
        connection.close()
        here["PORT"] = address.rpartition(":")[2].partition("/")[0]
        try:
            (finding,) = way_to_database("way")
        finally:
            connection.close()
            here["PORT"] = port

    assert finding.remedy == remedy
    assert finding.says.startswith("through a pooler")
