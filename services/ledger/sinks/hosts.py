"""Which machines an office may make us connect to: those that the installation lists, and no other.

An owner types an address. Without a list it could be any machine of our own network, or the one that hands out the
credentials of a cloud's machines.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from services.common.config import ConfigurationError
from services.ledger.errors import Refused

_ENTRY = re.compile(r"([A-Za-z0-9._-]{1,253}(?:/[0-9]{1,2})?)(?::([0-9]{1,5}))?")
_LOCALHOST = "localhost"
NOT_LISTED = "host_not_listed"


@dataclass(frozen=True, slots=True)
class Hosts:
    """Names and networks, each with the port that may be dialled there."""

    names: frozenset[tuple[str, int]] = frozenset()
    networks: tuple[tuple[ipaddress.IPv4Network, int], ...] = ()

    @classmethod
    def read(cls, text: str, variable: str, port: int) -> Hosts:
        """`host`, `host:port`, `10.1.0.0/16` or `10.1.0.0/16:port`, with commas or blanks between them.

        `port` is the one of entries without. Raises ConfigurationError.
        """
        names: set[tuple[str, int]] = set()
        networks: list[tuple[ipaddress.IPv4Network, int]] = []
        for entry in text.replace(",", " ").split():
            match = _ENTRY.fullmatch(entry)
            if match is None:
                raise ConfigurationError(f"{variable}: {entry!r} is no host, host:port or IPv4 network")
            place, own = match[1], int(match[2] or port)
            network = _network(place, variable)
            if network is None:
                names.add((_plain(place), own))
            else:
                networks.append((network, own))
        return cls(frozenset(names), tuple(networks))

    def allows(self, host: str, port: int) -> bool:
        """Whether the list has it. Asks nobody."""
        address = _address(host)
        return (_plain(host), port) in self.names if address is None else self._has(address, port)

    def require_harmless(self, host: str, port: int) -> None:
        """Hold a listed name to addresses that can be an office's: its own name server decides what it stands for.

        This machine itself, and the link that a cloud's machines get their credentials over, are dialled only if they
        are listed as such. Asks the name servers. Raises Refused(host_not_listed), OSError.
        """
        if _plain(host) == _LOCALHOST:
            return
        for address in _addresses(host, port):
            if not _is_ours_alone(address):
                continue
            if not isinstance(address, ipaddress.IPv4Address) or not self._has(address, port):
                raise Refused(NOT_LISTED, "The name stands for an address of this machine.", {"address": host})

    def _has(self, address: ipaddress.IPv4Address, port: int) -> bool:
        return any(
            address in network and port == own and (_is_ours_alone(network) or not _is_ours_alone(address))
            for network, own in self.networks
        )


def _network(place: str, variable: str) -> ipaddress.IPv4Network | None:
    """What is written as an address or a network; None for a name."""
    if "/" not in place and _address(place) is None:
        return None
    try:
        return ipaddress.IPv4Network(place)
    except ValueError as error:
        raise ConfigurationError(f"{variable}: {place!r} is no IPv4 network") from error


def _address(host: str) -> ipaddress.IPv4Address | None:
    try:
        return ipaddress.IPv4Address(host)
    except ValueError:
        return None


def _addresses(host: str, port: int) -> Iterable[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(str(place[0]).partition("%")[0])
        mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
        yield mapped or address


def _is_ours_alone(
    place: ipaddress.IPv4Address | ipaddress.IPv6Address | ipaddress.IPv4Network,
) -> bool:
    """Loopback, link-local (a cloud's metadata), and what is nobody's address."""
    return place.is_loopback or place.is_link_local or place.is_unspecified or place.is_multicast or place.is_reserved


def _plain(host: str) -> str:
    return host.lower().rstrip(".")
