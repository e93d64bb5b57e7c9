"""Whether somebody needs a national visa before coming."""

from dataclasses import dataclass

from welcome_office.law.residence.request import RequestError

# Stays with gainful employment, and stays without.
WORKING_PURPOSES = (
    *("work", "job", "employment", "blue_card", "self_employment"),
    *("training", "research", "recognition", "au_pair", "internship"),
)
OTHER_PURPOSES = (
    *("study", "language_course", "language", "school"),
    *("family", "visit", "retirement", "other"),
)
# A card to look for work is never given inside the country without a title (§ 20a Abs. 4 Satz 2).
SEARCH_PURPOSES = ("job_search", "chancenkarte")
# The ICT card is always applied for abroad (§ 41 Abs. 4 AufenthV).
ABROAD_PURPOSES = ("ict",)
PURPOSES = (*WORKING_PURPOSES, *OTHER_PURPOSES, *SEARCH_PURPOSES, *ABROAD_PURPOSES)
LOCATIONS = ("abroad", "germany")


@dataclass(frozen=True)
class EntryLists:
    """Whose citizens need no visa at all, none for any purpose, or none unless they work."""

    free_movement: frozenset[str]
    any_purpose: frozenset[str]
    without_work: frozenset[str]


def needs_visa_first(
    nationality: str, *, purpose: str, location: str, holds_title: bool, lists: EntryLists
) -> bool:
    """True where the visa must come before the journey.

    § 5 Abs. 2 AufenthG; exceptions: free movement, § 41 Abs. 1, 2 and 4 AufenthV, and a title
    already held in Germany (§ 39 Nr. 1 AufenthV).
    """
    _check(purpose, location)
    if nationality in lists.free_movement or (location == "germany" and holds_title):
        return False
    if purpose in SEARCH_PURPOSES or purpose in ABROAD_PURPOSES:
        return True
    if nationality in lists.any_purpose:
        return False
    return not (nationality in lists.without_work and purpose in OTHER_PURPOSES)


def _check(purpose: str, location: str) -> None:
    if purpose not in PURPOSES:
        raise RequestError("purpose", f'"{purpose}" is not known (known: {", ".join(PURPOSES)})')
    if location not in LOCATIONS:
        raise RequestError("location", f'"{location}" is not known (known: {", ".join(LOCATIONS)})')
