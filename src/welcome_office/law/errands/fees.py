"""What a visit costs, as far as anybody can say before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from welcome_office.law.errands import Fee
from welcome_office.law.errands.knowledge import MINORS


@dataclass(frozen=True)
class Amount:
    """Euros, at least and at most (equal when fixed)."""

    lowest: Decimal
    highest: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.lowest <= self.highest:
            raise ValueError(f"An amount from {self.lowest} to {self.highest} is none.")

    def __add__(self, other: "Amount") -> "Amount":
        """Add the least to the least and the most to the most."""
        return Amount(self.lowest + other.lowest, self.highest + other.highest)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody pays anything."""
        return self.highest == 0

    @property
    def is_fixed(self) -> bool:
        """Whether it is known to the cent."""
        return self.lowest == self.highest


NOTHING = Amount(Decimal(0), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class StepFee:
    """What one step costs all of its people; without an amount nobody can say before."""

    amount: Amount | None
    fee: Fee

    @property
    def is_due_at_the_desk(self) -> bool:
        """Whether the amount belongs to the visit, unlike one that comes back every month."""
        return self.fee.per != "month"


def fee_of_step(fee: Fee, *, ages: Sequence[str]) -> StepFee:
    """Work out what people of these age groups pay together at one desk."""
    if fee.minimum is None or fee.maximum is None:
        return StepFee(amount=None, fee=fee)
    full = Amount(fee.minimum, fee.maximum)
    if fee.per != "person":
        return StepFee(amount=full, fee=fee)
    reduced = full if fee.minor is None else Amount(fee.minor, fee.minor)
    amounts = (reduced if age in MINORS else full for age in ages)
    return StepFee(amount=sum(amounts, start=NOTHING), fee=fee)


def total(fees: Sequence[StepFee]) -> Amount:
    """Add up what is known and due at the desks."""
    amounts = [fee.amount for fee in fees if fee.amount and fee.is_due_at_the_desk]
    return sum(amounts, start=NOTHING)
