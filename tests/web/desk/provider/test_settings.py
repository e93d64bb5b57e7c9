"""What an operator sets for a provider, and what the program says where it cannot be right."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from tests.web.desk.provider.conftest import TownHall, settings_of

from welcome_office.config.inspection import Finding, inspect
from welcome_office.config.readiness import require_readiness
from welcome_office.partners.models import Office
from welcome_office.web.desk.provider.providers import all_providers, faults


@pytest.mark.parametrize(
    ("setting", "value", "fault"),
    [
        ("CLIENT_SECRET", "", "Set OIDC_TOWN_HALL_CLIENT_SECRET: the secret that belongs"),
        ("PARTNER", "", "Set OIDC_TOWN_HALL_PARTNER: the id of the organisation"),
        ("ISSUER", "http://sso.example.org", "OIDC_TOWN_HALL_ISSUER must begin with https://."),
        ("ROLES", "heads=coordinator", "OIDC_TOWN_HALL_ROLES is no JSON object"),
        ("ROLES", '{"heads": "queen"}', "OIDC_TOWN_HALL_ROLES: there is no role 'queen'"),
    ],
)
def test_wrong_setting_stops_the_start(
    town_hall: TownHall, settings: LazySettings, setting: str, value: str, fault: str
) -> None:
    said = settings_of(town_hall.provider, **{setting: value})
    settings.OIDC_PROVIDERS = {"town-hall": said}

    (found,) = faults()

    assert found.startswith(fault)
    with pytest.raises(ImproperlyConfigured, match="OIDC_TOWN_HALL"):
        require_readiness()


def test_a_name_is_simple(settings: LazySettings) -> None:
    settings.OIDC_PROVIDERS = {"Town Hall": {}}

    (found,) = faults()

    assert found.startswith("OIDC_PROVIDERS: 'Town Hall' is no name.")


def findings() -> list[Finding]:
    return [each for each in inspect() if each.about == "providers"]


@pytest.mark.django_db
def test_check_says_what_answers(office: Office, town_hall: TownHall) -> None:
    issuer = town_hall.provider.issuer

    (found,) = findings()

    assert found == Finding("providers", f"town-hall at {issuer} answers, for musterstadt/city")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("ISSUER", "http://localhost:9", "Check OIDC_TOWN_HALL_ISSUER and the way"),
        ("ISSUER", "{issuer}/", "Compare OIDC_TOWN_HALL_ISSUER with `issuer`"),
        ("PARTNER", "nobody", "Correct OIDC_TOWN_HALL_OFFICE and OIDC_TOWN_HALL_PARTNER."),
    ],
)
@pytest.mark.usefixtures("office")
def test_check_says_what_to_correct(
    town_hall: TownHall, settings: LazySettings, setting: str, value: str, remedy: str
) -> None:
    wrong = {setting: value.format(issuer=town_hall.provider.issuer)}
    settings.OIDC_PROVIDERS = {"town-hall": settings_of(town_hall.provider, **wrong)}

    (found, *_) = findings()

    assert found.remedy.startswith(remedy)


def test_settings_come_from_environment_and_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file")
    environment = os.environ | {
        "OIDC_PROVIDERS": "city-hall",
        "OIDC_CITY_HALL_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
        "OIDC_CITY_HALL_ISSUER": "https://sso.example.org/realms/city",
        "DJANGO_SETTINGS_MODULE": "welcome_office.config.settings",
    }
    code = (
        "from django.conf import settings; said = settings.OIDC_PROVIDERS['city-hall'];"
        " print(said['ISSUER'], said['CLIENT_SECRET'])"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "https://sso.example.org/realms/city from a file"


def test_groups_are_read_in_their_order(town_hall: TownHall) -> None:
    (provider,) = all_providers()

    assert list(provider.roles.items()) == [("heads", "coordinator"), ("advice", "counsellor")]
    assert provider.second_factor == {"two", "mfa"}
