"""Reads the rules of booking: how far ahead, how long, how freed and scarce times are given out."""

from itertools import pairwise
from typing import Any

from welcome_office.law.errands.reading import Entry
from welcome_office.partners.office_files.model import BookingRules, Release

HOUR = 60
WHOLE = 100


def read_booking(entry: Entry) -> BookingRules:
    """Read the table `booking` of office.yaml."""
    rules = BookingRules(
        horizon_days=entry.whole("horizon_days", least=1),
        notice_minutes=entry.whole("notice_minutes"),
        grid_minutes=entry.whole("grid_minutes", least=1),
        max_gap_minutes=entry.whole("max_gap_minutes"),
        max_wait_minutes=entry.whole("max_wait_minutes"),
        transfer_minutes=entry.whole("transfer_minutes"),
        hold_minutes=entry.whole("hold_minutes", least=1),
        confirm_by_link_minutes=entry.whole("confirm_by_link_minutes", least=1),
        confirm_by_code_minutes=entry.whole("confirm_by_code_minutes", least=1),
        confirm_by_walk_in_minutes=entry.whole("confirm_by_walk_in_minutes", least=1),
        freed_delay_minutes=_read_delay(entry),
        release=_read_release(entry),
    )
    if HOUR % rules.grid_minutes:
        what = f"{rules.grid_minutes} minutes do not divide an hour."
        entry.wrong("grid_minutes", what, "Use 1, 5, 10, 15, 20 or 30.")
    if rules.transfer_minutes > rules.max_gap_minutes:
        what = "walking takes longer than the longest gap."
        entry.wrong("transfer_minutes", what, 'Raise "max_gap_minutes" or lower it.')
    entry.finish()
    return rules


def _read_delay(entry: Entry) -> tuple[int, int]:
    key, usual = "freed_delay_minutes", BookingRules.freed_delay_minutes
    if key not in entry:
        return usual
    found: Any = entry.block[key]
    numbers = found if isinstance(found, list) else []
    if len(numbers) == 2 and all(type(number) is int for number in numbers):
        least, most = numbers
        if 0 <= least <= most:
            return least, most
    entry.wrong(key, "this is no least and most delay.", f'Write "{key}: [5, 60]".')
    return usual


def _read_release(entry: Entry) -> tuple[Release, ...]:
    """Read the phases, the earliest first; each opens more than the one before."""
    key = "release"
    phases = tuple(_read_phase(each) for each in entry.entries(key)) if key in entry else ()
    for before, after in pairwise(phases):
        if after.days_ahead >= before.days_ahead or after.share < before.share:
            what = "a later phase must come nearer to the day and open at least as much."
            entry.wrong(key, what, "Begin with the most days ahead and the smallest share.")
    return phases


def _read_phase(entry: Entry) -> Release:
    phase = Release(days_ahead=entry.whole("days_ahead"), share=entry.whole("share"))
    if phase.share > WHOLE:
        entry.wrong("share", f"{phase.share} is more than everything.", "Write 100 at most.")
    entry.finish()
    return phase
