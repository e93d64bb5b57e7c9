"""Who may read what people share of their check: whoever works at a desk and has the code."""

from welcome_office.partners.models import Membership
from welcome_office.partners.policy import Right, may


def may_read_shared(member: Membership) -> bool:
    """Whether the member works with people who come; the code decides about whom."""
    return may(member, Right.SEE_DAY)
