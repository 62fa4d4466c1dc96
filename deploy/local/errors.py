"""What can go wrong while starting: each message is one that the person at the keyboard can act on."""

from __future__ import annotations


class StartError(Exception):
    """Starting is not possible; the message says why and what to do. It is shown without a traceback."""
