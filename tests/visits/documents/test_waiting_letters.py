"""What mails and text messages to those who wait say."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone
from tests.factories import at, make_office, make_visit

from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.documents.waiting_letters import waiting_letter, waiting_text
from welcome_office.visits.models import Visit, Waiting

pytestmark = pytest.mark.django_db
LANGUAGES = [("de", "ltr"), ("en", "ltr"), ("ar", "rtl")]
TYPED = ("Amal", "Yusuf", "amal@example.org")


def _waiting(language: str, *, has_offer: bool) -> tuple[Waiting, Visit | None]:
    office = make_office()
    hold = make_visit(office, state=Visit.State.HELD, language=language) if has_offer else None
    waiting = Waiting.objects.create(
        office=office,
        state=Waiting.State.WAITING if has_offer else Waiting.State.ASKED,
        name="Amal Example",
        contact=Visit.Contact.MAIL,
        email="amal@example.org",
        language=language,
        notice_days=1,
        ends_on=at(9).date(),
        notices=1 if has_offer else 0,
        offered=hold,
        offered_start=at(9) if has_offer else None,
        offered_until=at(12) - timedelta(days=1) if has_offer else None,
    )
    return waiting, visits_in_full().get(pk=hold.pk) if hold else None


@pytest.mark.parametrize(("language", "direction"), LANGUAGES)
@pytest.mark.parametrize("has_offer", [False, True])
def test_a_letter_speaks_the_persons_language_and_its_link_opens_a_page(
    language: str, direction: str, *, has_offer: bool
) -> None:
    waiting, hold = _waiting(language, has_offer=has_offer)

    letter = waiting_letter(waiting, hold=hold, key="1")

    assert f'lang="{language}" dir="{direction}"' in letter.html
    assert "src=" not in letter.html
    for said in (letter.text, letter.html, waiting_text(waiting, hold=hold)):
        assert f"http://localhost:8000/{language}/w/" in said


def test_an_offer_says_when_until_when_and_how_often_still() -> None:
    waiting, hold = _waiting("en", has_offer=True)

    letter, text = waiting_letter(waiting, hold=hold, key="1"), waiting_text(waiting, hold=hold)

    assert "A time became free: Wednesday, " in letter.subject
    assert "we ask you at most 2 more times" in letter.text
    assert ", 12:00. After that, we ask somebody else." in letter.text
    assert "Registration" in letter.text
    assert "a time became free on Wednesday" in text
    assert "\n" not in text


@pytest.mark.parametrize("has_offer", [False, True])
def test_an_address_that_nobody_has_proved_gets_nothing_that_somebody_typed(
    *, has_offer: bool
) -> None:
    waiting, hold = _waiting("en", has_offer=has_offer)

    letter = waiting_letter(waiting, hold=hold, key="1")

    said = letter.subject + letter.text + letter.html
    assert [word for word in TYPED if word in said] == []


@pytest.mark.parametrize("has_offer", [False, True])
def test_the_demo_says_so_and_a_real_office_does_not(
    settings: LazySettings, *, has_offer: bool
) -> None:
    waiting, hold = _waiting("en", has_offer=has_offer)

    def said() -> str:
        letter = waiting_letter(waiting, hold=hold, key="1")
        return letter.subject + letter.text + letter.html + waiting_text(waiting, hold=hold)

    assert said().count("Demonstration") >= 4
    settings.DEMO = False
    assert "Demonstration" not in said()


def test_a_booked_visit_leads_to_its_own_page() -> None:
    waiting, hold = _waiting("en", has_offer=True)
    waiting.visit = make_visit(waiting.office, state=Visit.State.CANCELLED)
    waiting.visit.confirmed_at = timezone.now()

    letter = waiting_letter(waiting, hold=hold, key="1")

    assert "/earlier/" in letter.text
    assert "stays as it is" in letter.text
