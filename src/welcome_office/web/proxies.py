"""What a proxy says about a visitor counts only where the operator has named that proxy."""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


def named_proxies() -> tuple[Network, ...]:
    """The networks in which the operator's own proxies stand."""
    try:
        return tuple(ip_network(each) for each in settings.TRUSTED_PROXIES)
    except ValueError as error:
        written = ",".join(settings.TRUSTED_PROXIES)
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES={written} does not name your proxies: {error}. Write their addresses"
            " or networks, separated by commas, e.g. 127.0.0.1,10.1.2.0/24."
        ) from error


def believe_named_proxies(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Put the visitor's address where the proxy's stood; forget what anybody else claims."""
    named = named_proxies()

    def middleware(request: HttpRequest) -> HttpResponse:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        peer = request.META.get("REMOTE_ADDR", "")
        if _is_named(_read(peer), named):
            request.META["REMOTE_ADDR"] = _visitor(forwarded.split(","), peer=peer, named=named)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return answer(request)

    return middleware


def _visitor(hops: Sequence[str], *, peer: str, named: Sequence[Network]) -> str:
    """The last address that a named proxy vouches for; what stands before it may be invented."""
    vouched = peer
    for hop in reversed(hops):
        address = _read(hop.strip())
        if address is None:
            return vouched
        vouched = str(address)
        if not _is_named(address, named):
            return vouched
    return vouched


def _is_named(address: Address | None, named: Sequence[Network]) -> bool:
    return address is not None and any(address in network for network in named)


def _read(written: str) -> Address | None:
    try:
        address = ip_address(written)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
