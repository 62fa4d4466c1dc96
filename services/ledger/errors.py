"""Errors of the ledger beside the common ones."""

from __future__ import annotations

from services.common.errors import Conflict


class Refused(Conflict):
    """The sink does not take this note, and won't take it unchanged: a person has to look.

    `reason` is a code of `services.common.messages`; what may work later is Unavailable instead.
    """
