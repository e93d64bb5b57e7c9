"""The worker queues jobs as everybody does: with what they tell of, or not at all."""

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from welcome_office.config.worker import WorkerConnector

SEND = "welcome_office.visits.tasks.send_message"


def fail_after_queuing() -> None:
    with transaction.atomic():
        app.configure_task(SEND).defer(message_id=0)
        raise LookupError


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_has_queued_nothing() -> None:
    with app.replace_connector(WorkerConnector()), pytest.raises(LookupError):
        fail_after_queuing()

    assert ProcrastinateJob.objects.count() == 0
