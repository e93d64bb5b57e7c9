"""Which Land's law an office applies, and which of its services is the advice on recognition."""

from welcome_office.law.recognition.law import RecognitionLaw, load_law
from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.recognition.asking import LAENDER

ADVICE = "recognition_advice"
CRAFTS = "crafts"


def land_of(definition: OfficeFile) -> str | None:
    """The folder of the Land's law; None where nobody has written that law down yet."""
    return LAENDER.get(definition.office.holidays_subdivision or "")


def law_of(definition: OfficeFile) -> RecognitionLaw | None:
    """The law of the office's Land."""
    land = land_of(definition)
    return load_law(land) if land else None


def advice_services(definition: OfficeFile) -> tuple[Service, ...]:
    """The services in which this office advises on recognition."""
    return tuple(each for each in definition.services if each.errand == ADVICE)


def advice_on(occupation: str, definition: OfficeFile) -> Service | None:
    """The service that advises on an occupation: for a craft the chamber of crafts, if it is here.

    None where the office has no adviser.
    """
    services = advice_services(definition)
    wanted = CRAFTS if is_craft(occupation, law_of(definition)) else None
    fitting = (each for each in services if each.variant == wanted)
    return next(fitting, next(iter(services), None))


def is_craft(occupation: str, law: RecognitionLaw | None) -> bool:
    """Whether the chamber of crafts decides on an occupation."""
    versions = law.tracks.get(occupation, ()) if law else ()
    return any(version.content.procedure.startswith("craft") for version in versions)
