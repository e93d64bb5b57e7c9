"""Where a request comes from, as far as brakes have to know."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network, because one device has as many as it likes."""
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Network((address, 64), strict=False))
    return str(address)
