"""A year after the last of it, nothing about a person is left."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.recognition.cases import event, make_procedure

from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AuditRecord
from welcome_office.law.recognition.events import Happening
from welcome_office.recognition.actions import close_procedure, correct_event
from welcome_office.recognition.models import Client, Procedure
from welcome_office.recognition.retention import forget_clients

pytestmark = pytest.mark.django_db


def make_closed() -> Procedure:
    procedure = make_procedure(events=(event(Happening.SENT, "2026-03-04"),))
    correct_event(procedure.events.get(), by=PROGRAM)
    return close_procedure(procedure, reason=Procedure.Closed.RECOGNISED, by=PROGRAM)


def test_closed_case_is_deleted_after_a_year_and_not_before() -> None:
    make_closed()
    today = timezone.localdate()

    early = forget_clients(today=today + timedelta(days=364))
    late = forget_clients(today=today + timedelta(days=367))

    assert (early, late, Client.objects.count()) == (0, 1, 0)
    assert AuditRecord.objects.filter(action="client.forgotten").count() == 1


def test_open_case_is_kept_however_long_it_takes() -> None:
    make_procedure()

    assert forget_clients(today=timezone.localdate() + timedelta(days=4000)) == 0
