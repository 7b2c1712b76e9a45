"""Decide which IP addresses are on the public internet and may be contacted.

Takes an address as text; returns True or False. Works on values only.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

PORTS = (80, 443)
# IPv6 networks whose addresses contain an IPv4 address: translated (RFC 6052) and tunnelled (RFC 3056).
_TRANSLATED, _TUNNELLED = IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16")
# The whole public IPv6 internet; other addresses belong to a site, a link, a computer or nobody.
_GLOBAL_V6 = IPv6Network("2000::/3")
# Tunnels with an unknown end (RFC 4380), the retired relays of 6to4 (RFC 7526), examples (RFC 9637).
_NEVER_CONTACTED = tuple(map(ip_network, ("2001::/32", "192.88.99.0/24", "3fff::/20")))
# The third group of 32 bits in an IPv6 address that contains an IPv4 address (ISATAP, RFC 5214).
_CARRIES_V4 = (0x00005EFE, 0x02005EFE)


def is_public(text: str) -> bool:
    """Return True if a text is an IP address of the public internet.

    An IPv4 address inside an IPv6 address must be public too. Any other text gives False.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return _is_public_v4(address) if isinstance(address, IPv4Address) else _is_public_v6(address)


def _is_public_v4(address: IPv4Address) -> bool:
    return (
        address.is_global and not address.is_multicast and not address.is_reserved and not _is_never_contacted(address)
    )


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in _TRANSLATED:
        return _is_public_v4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address in _TUNNELLED:
        return _is_public_v4(IPv4Address(int(address) >> 80 & 0xFFFFFFFF))
    if int(address) >> 32 & 0xFFFFFFFF in _CARRIES_V4 and not _is_public_v4(IPv4Address(int(address) & 0xFFFFFFFF)):
        return False
    return address in _GLOBAL_V6 and address.is_global and not address.is_multicast and not _is_never_contacted(address)


def _is_never_contacted(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in _NEVER_CONTACTED)
