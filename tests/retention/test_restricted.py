"""What is restricted waits with its deletion, in every trade, until the restriction is lifted."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from tests.retention.lives import YEAR, live_through_everything
from tests.web.desk.cast import Role, make_member

from welcome_office.accessibility.models import BarrierReport
from welcome_office.cases.models import Restriction
from welcome_office.cases.restricting import lift_restriction
from welcome_office.core.audit import PROGRAM
from welcome_office.core.retention import all_rules, run_rules
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Office
from welcome_office.pathways.models import Assessment, KeptPlan
from welcome_office.recognition.models import Client, Enquiry, PaperFile
from welcome_office.recognition.policy import enquiries_visible_to, procedures_visible_to
from welcome_office.visits.models import Visit, Waiting
from welcome_office.web.personal.restricting import restrict_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(tmp_path: Path, settings: LazySettings) -> Office:
    """Everything about Amal belongs to the one visit."""
    settings.MAIL_FOLDER = tmp_path
    office = live_through_everything(tmp_path)
    visit = Visit.objects.get()
    Client.objects.update(visit=visit.pk)
    Assessment.objects.update(visit=visit.pk)
    return office


def restrict(office: Office, who: str) -> Restriction:
    made = restrict_about(
        who, office=office, ground=Restriction.Ground.CLAIMS, reason="A claim against the landlord",
        review_on=timezone.localdate() + timedelta(days=9), language="en", by=PROGRAM,
    )  # fmt: skip
    assert made is not None
    return made


def left() -> dict[str, int]:
    """How much is left of each trade."""
    return {
        "visits": Visit.objects.filter(forgotten_at=None).count(),
        "waiting": Waiting.objects.exclude(email="").count(),
        **{
            model.__name__: model.objects.count()
            for model in (
                Client, PaperFile, Enquiry, Assessment, KeptPlan, GroupAnnouncement, BarrierReport,
            )
        },
    }  # fmt: skip


def test_deletion_waits_for_the_end_of_the_restriction(office: Office) -> None:
    made = [restrict(office, who) for who in ("amal@example.org", "greta@example.org")]
    before = left()

    run_rules(all_rules(), now=timezone.now() + YEAR * 5)
    restricted = left()
    for each in made:
        lift_restriction(each, because="Settled", was_told=True, by=PROGRAM)
    run_rules(all_rules(), now=timezone.now() + YEAR * 5)

    assert set(before.values()) == {1}
    assert restricted == before
    assert left() == dict.fromkeys(before, 0)


def test_advisers_do_not_see_what_is_restricted(office: Office) -> None:
    partner = Client.objects.get().partner
    adviser = make_member(office, Role.COUNSELLOR, partner=partner.slug)
    seen = (procedures_visible_to(adviser).count(), enquiries_visible_to(adviser).count())

    restrict(office, "amal@example.org")

    assert seen == (1, 1)
    assert not procedures_visible_to(adviser).exists()
    assert not enquiries_visible_to(adviser).exists()
