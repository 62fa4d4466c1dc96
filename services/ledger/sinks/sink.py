"""What the ledger asks of the books that it posts to, whichever they are."""

from __future__ import annotations

from typing import Protocol

from services.ledger.models import Note


class Sink(Protocol):
    """One kind of books."""

    @property
    def name(self) -> str:
        """Stored on each note that was posted here."""

    async def post(self, note: Note, key: str) -> None:
        """Put a note into the books, durably before this returns.

        The same key again means the same note: it must have no further effect and is no error, whether the first
        try ended, failed or was cut off at any point. Runs outside of any database transaction of the ledger.
        Raises Refused if a person has to look, Unavailable if a later try may succeed.
        """
