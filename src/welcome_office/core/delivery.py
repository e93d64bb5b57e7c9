"""Why a message did not leave: later it may, or never."""


class DeliveryError(Exception):
    """A message did not leave; the text says why and names nobody."""


class NotNowError(DeliveryError):
    """The server cannot take it now, or does not know us: worth trying again."""


class RefusedError(DeliveryError):
    """The server refuses this message or this address for good."""
