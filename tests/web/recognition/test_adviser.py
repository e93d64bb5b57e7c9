"""What somebody lets the adviser know reaches this adviser alone, and can be taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import at
from tests.recognition.town import make_ruhr
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.public.answers import FAR, hold
from tests.web.tickets import ticket

from welcome_office.partners.models import Office
from welcome_office.recognition.actions import forget_enquiries
from welcome_office.recognition.models import Enquiry
from welcome_office.visits.actions import cancel_visit
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Visit
from welcome_office.web.tasks import forget_what_was_passed_on

pytestmark = pytest.mark.django_db
FINDER = "/en/recognition"


@pytest.fixture(autouse=True)
def office(db: None) -> Office:
    return make_ruhr()


def book_adviser(client: Client, *, way: str = "phone", **ticked: object) -> Visit:
    """Trained as a nurse in India; then the advice alone."""
    told = {"trained_in": "IN", "has_formal_qualification": "yes", "lives_in": "here"}
    for fact, answer in told.items():
        client.post(f"{FINDER}/O001/questions/{fact}/", {"answer": answer})
    client.post(f"{FINDER}/O001/adviser/", {"way": way, **ticked})
    client.post(f"{FAR}/way/", {"channel": way, "time_zone": "Europe/Berlin"})
    client.post(f"{FAR}/languages/", {"languages": ["en"], "language_help": "not_needed"})
    visit = hold(client, at(10).isoformat())
    contact = {"name": "Asha", "way": "neither", "phone": "+49 151 23456789"}
    client.post(f"{FAR}/contact/", contact | ticket(client, "contact"))
    client.post(f"{FAR}/check/", ticket(client, "message"))
    visit.refresh_from_db()
    return visit


def test_adviser_alone_is_booked_by_telephone(client: Client) -> None:
    client.post(f"{FINDER}/O001/adviser/", {"way": "phone"})

    place = client.get(f"{FAR}/errands/")
    visit = book_adviser(client)

    assert place.status_code == 200
    assert (visit.channel, [s.service.slug for s in visit.steps.all()]) == (
        "phone",
        ["recognition"],
    )
    assert Enquiry.objects.count() == 0


def test_crafts_go_to_the_chamber_of_crafts(client: Client) -> None:
    page = client.get(f"{FINDER}/O077/adviser/").text

    assert "You talk to Agency for work" in page
    assert "by video" not in page


def test_together_with_other_errands_opens_them_with_the_advice_ticked(client: Client) -> None:
    answer = client.post(f"{FINDER}/O001/adviser/", {"way": "together"})

    page = client.get(answer.headers["Location"]).text
    assert 'value="recognition" id="service-recognition" checked' in page


def test_ticked_answers_reach_this_adviser_alone(client: Client, office: Office) -> None:
    visit = book_adviser(client, share="on", missing=["health/certificates"])
    told = Enquiry.objects.get()
    seen = {}

    for partner in ("chamber", "agency", "city"):
        let_in(client, make_member(office, Role.COUNSELLOR, partner=partner))
        seen[partner] = "Registered nurse" in client.get(f"/en/desk/visits/{visit.pk}/").text
    let_in(client, make_member(office, Role.COORDINATOR))
    page = client.get(f"/en/desk/visits/{visit.pk}/")

    assert seen == {"chamber": True, "agency": False, "city": False}
    assert (page.status_code, "Registered nurse" in page.text) == (200, False)
    assert (told.trained_in, told.missing_papers) == ("IN", ["health/certificates"])
    assert told.consent_wording.startswith("Yes, tell Chamber of trade")


def test_what_was_passed_on_is_taken_back_at_once(client: Client) -> None:
    visit = book_adviser(client, share="on")
    Visit.objects.filter(pk=visit.pk).update(
        state=Visit.State.CONFIRMED, expires_at=None, confirmed_at=timezone.now()
    )
    visit.refresh_from_db()
    address = f"{FINDER}/visit/{link_token(visit)}/"

    looked = client.get(address)
    assert Enquiry.objects.count() == 1
    client.post(address)

    assert "Take it back" in looked.text
    assert Enquiry.objects.count() == 0


def test_cancelled_visit_leaves_nothing_behind(client: Client) -> None:
    visit = book_adviser(client, share="on")
    Visit.objects.filter(pk=visit.pk).update(
        state=Visit.State.CONFIRMED, expires_at=None, confirmed_at=timezone.now()
    )

    forget_what_was_passed_on(timestamp=0)
    assert Enquiry.objects.count() == 1
    cancel_visit(visit, by=type("Visitor", (), {"audit_name": "visitor"})())
    forget_what_was_passed_on(timestamp=0)

    assert Enquiry.objects.count() == 0


def test_thirty_days_after_the_visit_nothing_is_left(client: Client) -> None:
    book_adviser(client, share="on")
    ends = Enquiry.objects.get().visit_ends_on

    kept = forget_enquiries(today=ends + timedelta(days=30))
    gone = forget_enquiries(today=ends + timedelta(days=31))

    assert (kept, gone, Enquiry.objects.count()) == (0, 1, 0)
