"""Fees in words of the active language: one wording for visits, plans, pages and paper."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from welcome_office.law.errands.fees import Amount, StepFee


def fee_in_words(fee: StepFee) -> str:
    """Say what a step costs its people."""
    if fee.amount is None:
        return _("The desk tells you the amount.")
    if fee.fee.per == "month" and not fee.amount.is_nothing:
        return _("%(amount)s per month") % {"amount": amount_in_words(fee.amount)}
    return amount_in_words(fee.amount)


def amount_in_words(amount: Amount) -> str:
    """Write euros down: free of charge, one amount, or from-to."""
    if amount.is_nothing:
        return _("free of charge")
    if amount.is_fixed:
        return f"{_number(amount.lowest)}\N{NO-BREAK SPACE}€"
    highest = f"{_number(amount.highest)}\N{NO-BREAK SPACE}€"
    limits = {"lowest": _number(amount.lowest), "highest": highest}
    return _("%(lowest)s to %(highest)s") % limits


def _number(value: Decimal) -> str:
    return number_format(value, decimal_pos=0 if value == value.to_integral_value() else 2)
