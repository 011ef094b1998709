"""Where a request comes from."""

from ipaddress import ip_address, ip_network

from sanic import Request

_V6, _HOUSEHOLD_BITS = 6, 64


def address(request: Request) -> str:
    """The network address of whoever asks, as far as the configured proxies tell it; of IPv6 the network alone.

    Threat: a single line has 2^64 addresses of IPv6, so limits that count each would count nothing.
    """
    told = request.remote_addr or request.ip
    try:
        found = ip_address(told.partition("%")[0])
    except ValueError:
        return told
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped:
        return str(mapped)
    return str(ip_network((found, _HOUSEHOLD_BITS), strict=False)) if found.version == _V6 else str(found)
