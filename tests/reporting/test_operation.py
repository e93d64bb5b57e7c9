"""Machines that watch the program get numbers, and nobody else does."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.factories import at, between, make_office, make_visit

from welcome_office.core.models import RetentionRun
from welcome_office.partners.queries import definition_of
from welcome_office.reporting.operation import gauges
from welcome_office.visits.models import Message, Occupation, Visit
from welcome_office.visits.tasks import send_message

pytestmark = pytest.mark.django_db


def numbers() -> dict[tuple[str, ...], float]:
    return {(gauge.name, *gauge.labels.values()): gauge.value for gauge in gauges()}


def test_visits_and_messages_are_counted_for_each_office() -> None:
    office = make_office()
    visit = make_visit(office)
    Message.objects.create(visit=visit, kind="confirmed", state="failed")

    found = numbers()

    assert found["visits_ahead", office.slug, Visit.State.CONFIRMED] == 1
    assert found["visits_ahead", office.slug, Visit.State.HELD] == 0
    assert found["messages_of_a_day", office.slug, "failed"] == 1


def test_the_next_time_and_the_search_for_it_are_measured() -> None:
    office = make_office()

    found = numbers()

    assert 0 < found["offer_search_seconds", office.slug] < 60
    assert 0 <= found["days_to_next_time", office.slug] <= 14


def test_where_every_time_is_taken_the_next_one_is_as_far_as_can_be_booked() -> None:
    office = make_office()
    horizon = definition_of(office).office.booking.horizon_days
    days = [timezone.localdate() + timedelta(days=ahead) for ahead in range(horizon + 1)]
    Occupation.objects.bulk_create(
        Occupation(
            office=office,
            resource=resource,
            day=day,
            during=between(at(0, day=day), at(23, day=day)),
        )
        for resource in office.resources.all()
        for day in days
    )
    # What tells calendars to read anew runs when a transaction ends.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert numbers()["days_to_next_time", office.slug] == horizon


def test_a_due_job_counts_from_the_moment_it_was_queued() -> None:
    send_message.defer(message_id=1)

    found = numbers()

    assert found["jobs_waiting",] == 1
    assert found["oldest_job_seconds",] >= 0


def test_a_rule_of_deletion_that_was_not_followed_is_seen() -> None:
    now = timezone.now()
    RetentionRun.objects.create(rule="jobs", at=now - timedelta(hours=3), count=0)
    RetentionRun.objects.create(rule="jobs", at=now - timedelta(hours=30), count=2)

    found = numbers()

    assert round(found["rule_silent_hours", "jobs"], 1) == 3.0
    assert found["rule_silent_hours", "records"] == 7 * 24


@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [("", "Bearer ", 404), ("secret", "", 404), ("secret", "Bearer other", 404)],
)
def test_without_the_token_there_is_no_such_page(
    client: Client, settings: LazySettings, token: str, sent: str, status: int
) -> None:
    make_office()
    settings.METRICS_TOKEN = token

    assert client.get("/health/metrics", headers={"authorization": sent}).status_code == status


def test_prometheus_reads_the_numbers(client: Client, settings: LazySettings) -> None:
    office = make_office()
    settings.METRICS_TOKEN = "secret"

    response = client.get("/health/metrics", headers={"authorization": "Bearer secret"})

    assert response.status_code == 200
    assert (
        f'welcome_office_visits_ahead{{office="{office.slug}",state="held"}} 0.0' in response.text
    )
