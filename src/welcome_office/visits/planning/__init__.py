"""Turns rows into scheduling problems and plans into rows; nobody else does either."""

from welcome_office.visits.planning.hours import StaffedHours
from welcome_office.visits.planning.office import row_ids, zone_of
from welcome_office.visits.planning.plan import (
    DayOffers,
    Obstacle,
    Offers,
    Plan,
    PlannedStep,
    Taken,
)
from welcome_office.visits.planning.search import (
    find_offers,
    offers_near,
    offers_on,
    plan_at,
    require_current_hours,
)

__all__ = [
    "DayOffers",
    "Obstacle",
    "Offers",
    "Plan",
    "PlannedStep",
    "StaffedHours",
    "Taken",
    "find_offers",
    "offers_near",
    "offers_on",
    "plan_at",
    "require_current_hours",
    "row_ids",
    "zone_of",
]
