"""Which desk of the office decides or advises on a pathway."""

from welcome_office.partners.office_files import OfficeFile, Service

TITLE = "residence_title"
# Pathway (or the beginning of its name) -> errand and variant of the desk that is booked.
ERRANDS = (
    ("stag_10", "naturalisation", None),
    ("s16d", "recognition_advice", None),
    ("eu_", "residence_registration", None),
    ("swiss_", "residence_registration", None),
    ("bluecard", TITLE, "blue_card"),
    ("family", TITLE, "family"),
)


def desk_for(pathway: str, definition: OfficeFile) -> Service | None:
    """The service that people book for a pathway; the plain title where nothing fits better."""
    wanted = next((each for each in ERRANDS if pathway.startswith(each[0])), None)
    errand, variant = wanted[1:] if wanted else (TITLE, None)
    return (
        _service(definition, errand, variant)
        or _service(definition, errand, None)
        or _service(definition, TITLE, None)
    )


def desk_of_titles(definition: OfficeFile) -> Service | None:
    """The desk that decides on residence titles."""
    return _service(definition, TITLE, None)


def advice_from_afar(definition: OfficeFile) -> Service | None:
    """Advice for newcomers that reaches people who are not here yet: by video or telephone."""
    for_all = (
        each
        for each in definition.services
        if each.errand is None and "newcomer" in each.audience and "video" in each.channels
    )
    return next(for_all, None)


def _service(definition: OfficeFile, errand: str, variant: str | None) -> Service | None:
    fitting = (
        each
        for each in definition.services
        if each.errand == errand and each.variant == variant and "newcomer" in each.audience
    )
    return next(fitting, None)
