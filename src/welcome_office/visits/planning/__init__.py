"""Turns rows into scheduling problems and plans into rows; nobody else does either."""

from welcome_office.visits.planning.calendar import apart
from welcome_office.visits.planning.changes import Stayers, best_change, change_at, kept_plan
from welcome_office.visits.planning.hours import StaffedHours
from welcome_office.visits.planning.office import row_ids, zone_of
from welcome_office.visits.planning.plan import (
    DayOffers,
    Obstacle,
    Offers,
    Plan,
    PlannedStep,
    RowIds,
    Taken,
)
from welcome_office.visits.planning.repairs import Repair, Way, find_repairs
from welcome_office.visits.planning.rules import Rule, rules_set_aside
from welcome_office.visits.planning.search import (
    find_offers,
    first_plans,
    free_share,
    offers_near,
    offers_on,
    plan_at,
)
from welcome_office.visits.planning.sight import (
    CODE_HOLDER,
    EXCEPTION,
    HOUSE,
    PUBLIC,
    WALK_IN,
    Sight,
)

__all__ = [
    "CODE_HOLDER",
    "EXCEPTION",
    "HOUSE",
    "PUBLIC",
    "WALK_IN",
    "DayOffers",
    "Obstacle",
    "Offers",
    "Plan",
    "PlannedStep",
    "Repair",
    "RowIds",
    "Rule",
    "Sight",
    "StaffedHours",
    "Stayers",
    "Taken",
    "Way",
    "apart",
    "best_change",
    "change_at",
    "find_offers",
    "find_repairs",
    "first_plans",
    "free_share",
    "kept_plan",
    "offers_near",
    "offers_on",
    "plan_at",
    "row_ids",
    "rules_set_aside",
    "zone_of",
]
