"""Disputed data is kept and not used: desks see when somebody comes, the coordinator sees who."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.desk.cast import WEDNESDAY, Role, at, let_in, make_member, make_visit

from welcome_office.cases.models import NextStep, Restriction
from welcome_office.cases.restricting import NOTICE, lift_restriction, note_not_told
from welcome_office.cases.tasks import tell_of_restriction
from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Office
from welcome_office.visits.actions import delete_visit_data, queue_due_reminders
from welcome_office.visits.actions.day import note_no_shows
from welcome_office.visits.actions.forget import forget_past_visits
from welcome_office.visits.codes import link_token
from welcome_office.visits.documents.day_paper import day_in_reach
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import DayPaper, Message, StepEvent, Visit
from welcome_office.visits.sending import deliver
from welcome_office.web.personal.restricting import restrict_about

pytestmark = pytest.mark.django_db
WITHHELD = "Restricted: ask the coordinator"
STEPS = (("recognition", "chamber-1", "09:00", 45),)


@pytest.fixture
def visit(office: Office) -> Visit:
    return make_visit(office, *STEPS)


def restricted(visit: Visit, **differently: object) -> Restriction:
    made = restrict_about(
        visit.reference,
        office=visit.office,
        **{
            "ground": Restriction.Ground.DISPUTED,
            "reason": "The name is of somebody else.",
            "review_on": timezone.localdate() + timedelta(days=30),
            "language": "en",
            "by": PROGRAM,
            **differently,
        },  # type: ignore[arg-type] # the tests say the same values
    )
    assert made is not None
    return made


def desk(office: Office, role: Role) -> Client:
    return let_in(Client(headers={"accept-language": "en"}), make_member(office, role))


def test_front_desk_sees_a_time_and_nothing_of_the_person(office: Office, visit: Visit) -> None:
    DayPaper.objects.create(office=office, day=WEDNESDAY, content=b"%PDF", made_at=at("00:00"))
    restricted(visit)
    client = desk(office, Role.FRONT_DESK)

    day = client.get(f"/en/desk/day/{WEDNESDAY}/?names=full").text
    found = client.post("/en/desk/visits/", {"reference": visit.reference}).text
    named = client.post("/en/desk/visits/", {"reference": "Nimali"}).text
    pages = [client.get(f"/en/desk/visits/{visit.pk}/{page}") for page in ("", "move/", "paper/")]

    assert [WITHHELD in day, "Nimali" in day, "Nimali W" in named] == [True, False, False]
    assert [WITHHELD in found, f"/visits/{visit.pk}/" in named] == [True, False]
    assert [page.status_code for page in pages] == [404, 404, 404]
    assert not DayPaper.objects.exists()


def test_paper_of_the_day_withholds_as_the_page_does(office: Office, visit: Visit) -> None:
    restricted(visit)

    (column,) = day_in_reach(office, day=WEDNESDAY, partner=None).columns

    assert [(each.is_withheld, each.start) for each in column.entries] == [(True, at("09:00"))]


def test_coordinator_sees_the_visit_and_why(office: Office, visit: Visit) -> None:
    made = restricted(visit)

    page = desk(office, Role.COORDINATOR).get(f"/en/desk/visits/{visit.pk}/").text

    assert "The name is of somebody else." in page
    assert f"/en/desk/restrictions/{made.pk}/" in page


def test_only_the_coordinator_restricts_and_lifts(office: Office, visit: Visit) -> None:
    made, client = restricted(visit), desk(office, Role.FRONT_DESK)

    answers = [
        client.post("/en/desk/restrictions/"),
        client.get(f"/en/desk/restrictions/{made.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_coordinator_restricts_from_the_request(office: Office, visit: Visit) -> None:
    client, day = desk(office, Role.COORDINATOR), timezone.localdate() + timedelta(days=10)
    who = {"who": visit.reference, "language": "en"}
    asked = client.post("/en/desk/restrictions/", who).text

    done = client.post(
        "/en/desk/restrictions/",
        {**who, "ground": "disputed", "reason": "Not me.", "review_on_day": day.day,
         "review_on_month": day.month, "review_on_year": day.year},
    )  # fmt: skip

    made = Restriction.objects.get()
    assert "Restrict now" in asked
    assert done["Location"] == f"/en/desk/restrictions/{made.pk}/"
    assert NextStep.objects.get().due_on == made.review_on == day
    acts = AuditRecord.objects.filter(subject=visit.audit_subject, action="data.restricted")
    assert [act.detail for act in acts] == [{"ground": "disputed"}]


def test_a_review_lies_within_half_a_year(office: Office, visit: Visit) -> None:
    made, client = restricted(visit), desk(office, Role.COORDINATOR)
    late, soon = timezone.localdate() + timedelta(days=400), timezone.localdate()

    for day in (late, soon):
        parts = {"review_on_day": day.day, "review_on_month": day.month, "review_on_year": day.year}
        page = client.post(f"/en/desk/restrictions/{made.pk}/", parts).text
        assert "within the next six months" in page


def test_nothing_is_written_unasked_and_answers_are(visit: Visit) -> None:
    visit.code_sent_at = visit.created_at
    visit.save()
    restricted(visit)
    kinds = (Message.Kind.REMIND_DAYS, Message.Kind.MOVED)

    for kind in kinds:
        deliver(queue_message(visit, kind=kind).pk)
    queued = queue_due_reminders(now=at("10:00", day=WEDNESDAY - timedelta(days=2)))

    assert list(visit.messages.values_list("kind", "state")) == [("moved", "sent")]
    assert queued == 0


def test_nobody_is_given_up_and_nothing_deleted_meanwhile(office: Office, visit: Visit) -> None:
    made, later = restricted(visit), at("09:00") + timedelta(days=60)
    note_no_shows(now=at("12:00"))
    before = forget_past_visits(later)
    client = desk(office, Role.COORDINATOR)
    client.post("/en/desk/requests/delete/", {"who": visit.reference, "language": "en"})
    visit.refresh_from_db()
    assert (before, visit.forgotten_at, StepEvent.objects.count()) == (0, None, 0)

    lift_restriction(made, because="Settled.", was_told=True, by=PROGRAM)

    assert forget_past_visits(later) == 1


def test_person_is_told_three_days_before_the_end(visit: Visit) -> None:
    made = restricted(visit)
    tell_of_restriction(made.pk, "restriction_begins")

    lift_restriction(made, because="It is your name.", by=PROGRAM)
    waiting = made.ends_at
    tell_of_restriction(made.pk, "restriction_ends")

    assert [letter.to for letter in mail.outbox] == [[visit.email]] * 2
    assert "It is your name." in str(mail.outbox[1].body)
    made.refresh_from_db()
    assert waiting is None
    assert made.ends_at is not None
    assert made.ends_at - timezone.now() > NOTICE - timedelta(minutes=1)
    assert NextStep.objects.get().done_at is not None


def test_a_mail_that_is_refused_keeps_the_restriction(visit: Visit) -> None:
    made = restricted(visit)
    lift_restriction(made, because="It is your name.", by=PROGRAM)

    note_not_told(made, "restriction_ends", by=PROGRAM)

    made.refresh_from_db()
    assert (made.ends_at, made.lifted_because, made.email) == (None, "", "")
    assert NextStep.objects.get().due_on == timezone.localdate()


def test_a_late_mail_about_the_beginning_undoes_no_end(office: Office, visit: Visit) -> None:
    made = restricted(visit)
    lift_restriction(made, because="Settled.", was_told=True, by=PROGRAM)
    ended = made.ends_at

    for template in ("restriction_begins", "restriction_ends"):
        tell_of_restriction(made.pk, template)
        note_not_told(made, template, by=PROGRAM)

    made.refresh_from_db()
    assert (made.ends_at, mail.outbox) == (ended, [])


def test_what_is_lifted_takes_no_more_forms(office: Office, visit: Visit) -> None:
    made, client = restricted(visit), desk(office, Role.COORDINATOR)
    page = f"/en/desk/restrictions/{made.pk}/"
    client.post(page, {"lift": "yes", "because": "Settled."})

    again = client.post(page, {"lift": "yes", "because": "Other.", "was_told": "on"})

    made.refresh_from_db()
    assert (made.lifted_because, made.ends_at) == ("Settled.", None)
    assert "is on its way" in again.text


def test_without_an_address_the_coordinator_tells_first(office: Office) -> None:
    visit = make_visit(office, *STEPS, contact="neither", email="")
    made, client = restricted(visit), desk(office, Role.COORDINATOR)
    page = f"/en/desk/restrictions/{made.pk}/"

    refused = client.post(page, {"lift": "yes", "because": "Settled."})
    done = client.post(page, {"lift": "yes", "because": "Settled.", "was_told": "on"})

    assert [refused.status_code, done.status_code] == [200, 302]
    assert client.get(page).status_code == 404
    assert desk(office, Role.FRONT_DESK).get(f"/en/desk/visits/{visit.pk}/").status_code == 200


def test_person_reads_of_it_and_may_still_delete(client: Client, visit: Visit) -> None:
    restricted(visit)

    pages = [client.get(f"/en/v/{link_token(visit)}/{page}").text for page in ("", "data/")]
    forgotten = delete_visit_data(visit, by=PROGRAM)

    assert ["The use of this data is restricted." in page for page in pages] == [True, True]
    assert "Your data was restricted" in pages[1]
    assert forgotten.forgotten_at is not None
