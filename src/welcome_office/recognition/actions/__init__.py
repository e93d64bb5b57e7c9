"""What can happen in the recognition of a qualification."""

from welcome_office.recognition.actions.enquiries import (
    Shared,
    forget_enquiries,
    share_enquiry,
    withdraw_enquiry,
)

__all__ = ["Shared", "forget_enquiries", "share_enquiry", "withdraw_enquiry"]
