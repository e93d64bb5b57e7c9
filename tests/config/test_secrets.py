"""The secret key can be changed without logging anybody out, and can come from a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.factories import make_office, make_visit
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.visits.codes import link_token, visit_behind


def renew_key(settings: LazySettings, *, keep_old: bool) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if keep_old else []
    settings.SECRET_KEY = "another-key-" * 5


@pytest.mark.django_db
@pytest.mark.parametrize(("keep_old", "status"), [(True, 200), (False, 302)])
def test_staff_stay_signed_in_while_the_old_key_is_kept(
    client: Client, settings: LazySettings, keep_old: bool, status: int
) -> None:
    let_in(client, make_member(make_office(), Role.COORDINATOR))

    renew_key(settings, keep_old=keep_old)

    assert client.get("/en/desk/day/").status_code == status


@pytest.mark.django_db
def test_links_in_mails_open_while_the_old_key_is_kept(settings: LazySettings) -> None:
    visit = make_visit(make_office())
    token = link_token(visit)

    renew_key(settings, keep_old=True)
    assert visit_behind(token) == visit

    renew_key(settings, keep_old=False)
    assert visit_behind(token) is None


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file-" * 5)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "SECRET_KEY"},
        "SECRET_KEY_FILE": str(tmp_path / "key"),
        "DJANGO_SETTINGS_MODULE": "welcome_office.config.settings",
    }
    code = "from django.conf import settings; print(settings.SECRET_KEY)"

    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "from-a-file-" * 5
