"""Free TCP ports on the loopback interface."""

from __future__ import annotations

import secrets
import socket

LOOPBACK = "127.0.0.1"

# Below Linux's range for outgoing connections (32768 and up): a part that was killed must find its port free again,
# and no outgoing connection may have taken it in the meantime.
_LOWEST, _HIGHEST = 15_000, 32_000

_handed_out: set[int] = set()


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen on `host:port` now. Connections of an earlier server that linger do not count."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, UnicodeError):  # the latter for a name that can be no host's
            return False
    return True


def is_ours(host: str) -> bool:
    """Whether this machine can be reached by the name or address at all."""
    return is_free(0, host)


def free_port() -> int:
    """A loopback port that nobody listens on; never the same twice in this process.

    Random rather than the next one, so that two launchers that start together do not choose alike.
    """
    for _ in range(1000):
        port = _LOWEST + secrets.randbelow(_HIGHEST - _LOWEST)
        if port not in _handed_out and is_free(port):
            _handed_out.add(port)
            return port
    raise OSError("no free TCP port on the loopback interface")
