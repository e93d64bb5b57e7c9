"""The demo's workbench looks like life, and stays as people left it."""

import pytest
from django.utils import timezone
from tests.recognition.cases import partner_called
from tests.recognition.town import make_ruhr

from welcome_office.recognition.demo import FINISHED, STORIES, invent_procedures
from welcome_office.recognition.models import Procedure
from welcome_office.recognition.worklist import courses_for, experience_of, worklist

pytestmark = pytest.mark.django_db


def test_advisers_have_people_late_bodies_experience_and_a_course() -> None:
    office, today = make_ruhr(), timezone.localdate()

    made = invent_procedures(office, today=today)

    chamber = partner_called("chamber", office)
    lines = worklist(Procedure.objects.filter(partner=chamber), today=today, language="en")
    experience = experience_of("ZAG_PUG", partner=chamber, today=today)
    hairdresser = Procedure.objects.get(occupation="O077")
    assert made == FINISHED + len(STORIES)
    assert [line.is_late_body for line in lines] == [True, False, False]
    assert experience is not None
    assert experience.cases == FINISHED
    assert courses_for(hairdresser, today=today)[0].fits == ("Elektronische Kasse und Buchführung",)


def test_second_time_invents_nothing() -> None:
    office, today = make_ruhr(), timezone.localdate()
    invent_procedures(office, today=today)

    assert invent_procedures(office, today=today) == 0
