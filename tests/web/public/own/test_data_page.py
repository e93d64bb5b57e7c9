"""What is known about the people of a visit: shown, given along, corrected, deleted."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import make_office, make_visit

from welcome_office.core.audit import VISITOR, record, record_look
from welcome_office.partners.actions import give_role
from welcome_office.partners.models import Membership, Office, Partner
from welcome_office.people.models import Person, User
from welcome_office.visits.actions import forget_past_visits
from welcome_office.visits.codes import contact_address, current_code, link_token
from welcome_office.visits.data_copy import FIELD_NAMES, PERSONAL_MODELS
from welcome_office.visits.models import ContactChange, Message, Occupation, Visit
from welcome_office.web.public.own.data import UNTIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def visit(office: Office) -> Visit:
    person = Person.objects.create(email="amal@example.org")
    return make_visit(office, person=person, arrives_on=timezone.localdate())


@pytest.fixture
def counsellor(office: Office) -> User:
    user = User.objects.create_user("staff@example.org", "x", name="Erika Beispiel")
    partner = Partner.objects.get(office=office, slug="chamber")
    give_role(user.pk, office=office, role=Membership.Role.COUNSELLOR, partner=partner, by=VISITOR)
    return user


def page(visit: Visit, name: str) -> str:
    return f"/en/v/{link_token(visit)}/{name}"


def test_every_personal_field_has_a_name_and_a_time_for_the_person() -> None:
    declared = {
        f"{model.__name__}.{name}": purpose.keep.after
        for model in PERSONAL_MODELS
        for name, purpose in model.privacy.personal.items()
    }

    assert declared.keys() == FIELD_NAMES.keys()
    assert set(declared.values()) <= UNTIL.keys()


def test_page_shows_what_is_kept_why_and_who_looked(
    client: Client, visit: Visit, counsellor: User
) -> None:
    for _ in range(2):
        record_look(
            office="musterstadt", subject=visit.audit_subject, by=counsellor, partner="chamber",
            purpose="the visit's sheet",
        )  # fmt: skip

    record("visit.moved", office="musterstadt", subject=visit.audit_subject, by=VISITOR)

    said = client.get(page(visit, "data/")).text

    expected = [
        "Amal Example", "amal@example.org", "Yusuf", "6 to 15", "English", "Registration",
        "to call you when it is your turn", "until 30 days after the visit",
        "The visit was moved", "by you, on these pages", "Counsellor, Chamber",
        "to prepare your visit or to serve you", "2 times",
    ]  # fmt: skip
    assert [words for words in expected if words not in said] == []
    assert "Erika" not in said


def test_file_holds_the_same_for_programs(client: Client, visit: Visit, counsellor: User) -> None:
    record("visit.moved", office="musterstadt", subject=visit.audit_subject, by=counsellor)

    answer = client.get(page(visit, "data/copy/"))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    found = json.loads(answer.content)
    kept = {(each["what"], str(each["value"])) for each in found["kept"]}
    assert {("Visit.name", "Amal Example"), ("VisitPerson.first_name", "Yusuf")} <= kept
    assert found["done"][-1] | {"at": ""} == {
        "at": "", "what": "visit.moved", "by": "counsellor", "of": "Chamber",
    }  # fmt: skip


def test_deleting_leaves_nothing_that_leads_to_anybody(client: Client, visit: Visit) -> None:
    answer = client.post(page(visit, "delete/"), follow=True)

    assert "Your data are deleted" in answer.text
    left = Visit.objects.values().get(pk=visit.pk)
    empty = {name: left.get(name, left.get(f"{name}_id")) for name in Visit.privacy.personal}
    assert [name for name, value in empty.items() if value not in ("", None, [])] == []
    assert (left["state"], Person.objects.count(), visit.people.count()) == ("cancelled", 0, 0)
    assert Occupation.objects.filter(visit=visit).count() == 0
    assert visit.steps.count() == 2


def test_the_old_link_opens_nothing_after_deleting(client: Client, visit: Visit) -> None:
    link = page(visit, "data/")
    client.post(page(visit, "delete/"))

    assert client.get(link).status_code == 404


def test_while_the_visit_runs_the_desks_keep_the_name(client: Client, visit: Visit) -> None:
    now = timezone.now()
    Visit.objects.update(during=(now - timedelta(minutes=5), now + timedelta(minutes=5)))

    answer = client.post(page(visit, "delete/"))

    assert answer.status_code == 409
    assert Visit.objects.get().name == "Amal Example"


def test_what_was_kept_long_enough_is_deleted_by_itself(visit: Visit, office: Office) -> None:
    recent = make_visit(office, state=Visit.State.CANCELLED)
    past = timezone.now() - timedelta(days=31)
    Visit.objects.filter(pk=visit.pk).update(during=(past, past + timedelta(hours=1)))

    assert (forget_past_visits(timezone.now()), forget_past_visits(timezone.now())) == (1, 0)

    names = dict(Visit.objects.values_list("pk", "name"))
    assert names == {visit.pk: "", recent.pk: "Amal Example"}


def correct(client: Client, visit: Visit, **fields: str) -> None:
    known = {"name": visit.name, "way": "mail", "email": visit.email}
    client.post(page(visit, "contact/"), known | fields)


def test_a_name_is_corrected_at_once(client: Client, visit: Visit) -> None:
    correct(client, visit, name="Amāl Beispiel")

    assert Visit.objects.get().name == "Amāl Beispiel"
    assert Message.objects.count() == 0


def test_a_new_address_counts_only_when_it_has_answered(client: Client, visit: Visit) -> None:
    correct(client, visit, email="new@example.org")
    assert Visit.objects.get().email == "amal@example.org"
    assert [m.kind for m in Message.objects.all()] == ["new_contact"]
    change = ContactChange.objects.get()

    client.post(page(visit, "contact/code/"), {"code": current_code(change)})

    now = Visit.objects.get()
    assert (now.email, now.person.email) == ("new@example.org",) * 2  # type: ignore[union-attr] # it has one
    assert not Person.objects.filter(email="amal@example.org").exists()
    kinds = [m.kind for m in Message.objects.all()]
    assert kinds == ["new_contact", "contact_changed", "confirmed"]
    assert client.get(page(visit, "")).status_code == 404
    assert client.get(page(now, "")).status_code == 200


def test_the_link_to_the_new_address_answers_by_its_button(client: Client, visit: Visit) -> None:
    correct(client, visit, email="new@example.org")
    link = contact_address(ContactChange.objects.get(), language="en")
    path = link[link.index("/en/") :]
    assert client.get(path).status_code == 200
    assert Visit.objects.get().email == "amal@example.org"

    answer = client.post(path)

    now = Visit.objects.get()
    assert now.email == "new@example.org"
    assert "This is corrected." in client.get(answer.headers["Location"]).text


def test_a_wrong_code_changes_nothing(client: Client, visit: Visit) -> None:
    correct(client, visit, email="new@example.org")

    answer = client.post(page(visit, "contact/code/"), {"code": "000000"})

    assert "This code does not fit" in answer.text
    assert Visit.objects.get().email == "amal@example.org"


def test_after_an_hour_the_new_address_can_no_longer_answer(client: Client, visit: Visit) -> None:
    correct(client, visit, email="new@example.org")
    ContactChange.objects.update(expires_at=timezone.now())

    client.post(page(visit, "contact/code/"), {"code": current_code(ContactChange.objects.get())})

    assert Visit.objects.get().email == "amal@example.org"
