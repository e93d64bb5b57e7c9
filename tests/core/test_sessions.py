"""What somebody has answered is kept between two pages, and ends when it should."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from welcome_office.core.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept_session() -> SessionStore:
    session = SessionStore()
    session["answer"] = "yes"
    session.create()
    return session


def test_what_is_written_again_is_read_again() -> None:
    session = SessionStore(kept_session().session_key)
    session["another"] = 2
    session.save()

    assert dict(SessionStore(session.session_key).items()) == {"answer": "yes", "another": 2}


def test_a_session_that_ended_is_none() -> None:
    key = kept_session().session_key
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    again = SessionStore(key)

    assert dict(again.items()) == {}
    assert again.session_key is None


def test_a_session_that_was_ended_meanwhile_does_not_come_back() -> None:
    session = SessionStore(kept_session().session_key)
    session["answer"] = "no"
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_saving_prolongs_the_session() -> None:
    session = kept_session()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    session.save()

    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=11)
