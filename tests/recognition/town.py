"""The invented town, moved to Bochum and with two advisers on recognition."""

from dataclasses import replace

from tests.factories import RECOGNITION, RESOURCES, TOWN, counsellor, make_office, service

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import Address

ADVICE = replace(RECOGNITION, errand="recognition_advice", channels=("on_site", "video", "phone"))
CRAFTS = replace(
    service("Crafts", partner="agency", minutes=45, weekdays=(1, 2, 3, 4, 5)),
    errand="recognition_advice",
    variant="crafts",
    channels=("on_site", "phone"),
)
RUHR = replace(
    TOWN,
    office=replace(
        TOWN.office, address=Address(street="Hauptstraße 1", postal_code="44789", town="Bochum")
    ),
    services=(*(each for each in TOWN.services if each.id != "recognition"), ADVICE, CRAFTS),
    resources=(*RESOURCES, counsellor("agency-2", CRAFTS, desk="5", languages=("de", "en"))),
)


def make_ruhr() -> Office:
    """Put it into the database."""
    return make_office(RUHR)
