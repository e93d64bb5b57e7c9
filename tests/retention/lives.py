"""Everything that the house can know about people, made once for tests of its deletion."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone
from procrastinate.contrib.django import app
from tests.accessibility.test_reports import GIVEN as BARRIER
from tests.employers.test_announcements import GROUP
from tests.factories import make_visit
from tests.law.arrival.arrivals import TODAY, engineer
from tests.pathways.checks import check
from tests.recognition.cases import event, make_procedure, partner_called
from tests.recognition.town import make_ruhr
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.accessibility.actions import report_barrier
from welcome_office.cases.actions import promise_next_step
from welcome_office.cases.models import DataRequest, Restriction
from welcome_office.cases.requests import answer_request, extend_request, note_request
from welcome_office.cases.restricting import lift_restriction
from welcome_office.core.audit import PROGRAM, VISITOR, record_look
from welcome_office.core.audit_chain import seal_records
from welcome_office.core.counting import Counted, count
from welcome_office.employers.actions import announce_group
from welcome_office.law.arrival.planning import make_plan
from welcome_office.law.recognition.events import Happening
from welcome_office.partners.actions import end_access, give_role
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.actions import keep_assessment
from welcome_office.pathways.actions.plans import connect_visit, keep_plan
from welcome_office.pathways.arrival.office import office_rules
from welcome_office.people.actions import close_account, connect_identity, open_account
from welcome_office.people.models import Person
from welcome_office.recognition.actions import close_procedure
from welcome_office.recognition.actions.enquiries import Shared, share_enquiry
from welcome_office.recognition.models import (
    Contact,
    Deficit,
    Measure,
    PaperFile,
    Procedure,
    UploadPass,
)
from welcome_office.visits.models import (
    Arrangement,
    BookingCode,
    CodeUse,
    ContactChange,
    Continuation,
    DayPaper,
    Message,
    PaperAnswer,
    StepEvent,
    Visit,
    Waiting,
)
from welcome_office.web.personal.restricting import restrict_about

RECORDS = {"core_auditrecord": "at", "core_accessrecord": "at", "core_auditlink": "sealed_at"}
YEAR = timedelta(days=365)


def live_through_everything(mails: Path) -> Office:
    """A town in which every kind of data exists once and nothing is going on any more."""
    office = make_ruhr()
    visit = come_for_a_visit(office)
    be_advised(office, visit)
    keep_answers(office, visit)
    group = replace(GROUP, arrives_in_week_of=timezone.localdate())
    announce_group(office, group, language="de", by=VISITOR)
    report_barrier(office, BARRIER, language="en", by=VISITOR)
    work_at_a_desk(office, visit)
    leave_traces(mails)
    return office


def come_for_a_visit(office: Office) -> Visit:
    person = Person.objects.create(email="amal@example.org")
    now = timezone.now()
    visit = make_visit(office, person=person, arrives_on=now.date(), moves_in_on=now.date())
    ContactChange.objects.create(visit=visit, contact="mail", email="b@example.org", expires_at=now)
    Message.objects.create(visit=visit, kind=Message.Kind.CONFIRMED)
    Arrangement.objects.create(
        visit=visit, companion="Ida Muster", consented_at=now, exception="Comes from far away"
    )
    DayPaper.objects.create(office=office, day=now.date(), content=b"pdf of the day", made_at=now)
    Waiting.objects.create(
        office=office, state=Waiting.State.WAITING, name="Amal", contact="mail",
        email="amal@example.org", language="en", notice_days=1, ends_on=now.date(),
    )  # fmt: skip
    PaperAnswer.objects.create(visit=visit, paper="passport", answer="have")
    code = BookingCode.objects.create(office=office, code="3ACD4EFH", holder="Clinic", per_day=1)
    CodeUse.objects.create(visit=visit, code=code, day=now.date(), place=0)
    agree_on_more(office, visit)
    dispute(visit)
    return visit


def dispute(visit: Visit) -> None:
    """A restriction that is over already: one that holds would keep all the rest from going."""
    made = restrict_about(
        visit.reference, office=visit.office, ground=Restriction.Ground.DISPUTED, reason="Name",
        review_on=timezone.localdate() + timedelta(days=9), language="en", by=PROGRAM,
    )  # fmt: skip
    asked = note_request(
        visit.office, kind=DataRequest.Kind.DELETE, who="amal@example.org", language="en",
        received_on=timezone.localdate(), by=PROGRAM,
    )  # fmt: skip
    extend_request(asked, because="Many files", by=PROGRAM)
    answer_request(asked, outcome=DataRequest.Outcome.DONE, ground="", by=PROGRAM)
    assert made is not None
    lift_restriction(made, because="Settled", was_told=True, by=PROGRAM)
    Restriction.objects.filter(pk=made.pk).update(email="amal@example.org")


def agree_on_more(office: Office, visit: Visit) -> None:
    noted = StepEvent.objects.create(step=visit.steps.all()[0], kind=StepEvent.Kind.CONTINUES)
    step = promise_next_step(
        office, owner_role=Role.FRONT_DESK, due_on=timezone.localdate(), sentence="Call", by=PROGRAM
    )
    Continuation.objects.create(event=noted, next_step=step, what="The title is ready to fetch")


def be_advised(office: Office, visit: Visit) -> None:
    sent = (event(Happening.SENT, "2026-03-04"),)
    procedure = make_procedure(partner=partner_called("chamber", office), events=sent)
    Deficit.objects.create(procedure=procedure, topic="Welding")
    Measure.objects.create(procedure=procedure, title="Welding course", since=timezone.localdate())
    Contact.objects.create(
        client=procedure.client, day=timezone.localdate(), minutes=30, channel="phone",
        topics=["first"], outcome="informed",
    )  # fmt: skip
    PaperFile.objects.create(procedure=procedure, kind="pdf", pages=1, content=b"secret paper")
    UploadPass.objects.create(
        procedure=procedure, token_hash="x", expires_at=timezone.now(), left=1
    )
    close_procedure(procedure, reason=Procedure.Closed.RECOGNISED, by=PROGRAM)
    told = Shared(
        occupation="O074", trained_in="TR", body="", missing_papers=(), consent_wording="I agree."
    )
    ends_on = visit.during.upper.date()
    share_enquiry(told, visit=visit.pk, ends_on=ends_on, partner=procedure.partner, by=VISITOR)


def keep_answers(office: Office, visit: Visit) -> None:
    keep_assessment(check(), office=office, by=VISITOR)
    plan = make_plan(engineer(), as_of=TODAY, rules=office_rules(definition_of(office), engineer()))
    kept, _ = keep_plan(office, plan, language="en", by=VISITOR, email="amal@example.org")
    connect_visit(kept, visit=visit.pk, errands=("registration",), by=VISITOR)


def work_at_a_desk(office: Office, visit: Visit) -> None:
    member = make_member(office, Role.COORDINATOR)
    let_in(Browser(), member)
    record_look(
        office=office.slug,
        subject=visit.audit_subject,
        by=member.user,
        partner="",
        purpose="the day",
    )
    close_account(member.user, office=office.slug, by=PROGRAM)
    guest = open_account(email=None, name="Anna Adler", office=office.slug, by=PROGRAM)
    connect_identity(
        guest, issuer="https://sso.example", subject="anna", office=office.slug, by=PROGRAM
    )
    role = give_role(guest.pk, office=office, role=Role.FRONT_DESK, by=PROGRAM)
    end_access(role, by=PROGRAM)


def leave_traces(mails: Path) -> None:
    count(Counted(what="hold", who="192.0.2.7", within=timedelta(minutes=10)))
    cache.set("login:192.0.2.7", 1, timeout=60)
    (mails / "20260101T000000.eml").write_text("To: amal@example.org")
    app.configure_task("welcome_office.visits.tasks.send_message").defer(message_id=0)


def let_records_age(*, years: int) -> None:
    """Records as if they were made long ago: the database lets nobody delete younger ones."""
    while seal_records():
        pass
    with connection.cursor() as cursor:
        for table, column in RECORDS.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET {column} = {column} - make_interval(years => %s)", [years]
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
