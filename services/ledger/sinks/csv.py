"""Books as files: one CSV for each note in the object storage, for programs that import them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from services.common.blobs import Blobs
from services.ledger.exports import notes_table
from services.ledger.models import Note


class CsvSink:
    """Writes `<tenant_id>/exports/notes/<note_id>.csv`.

    A posting has one note, the note one file, and the file's bytes follow from the stored note alone: posting again
    writes the same file again.
    """

    name = "csv"

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    async def post(self, note: Note, key: str) -> Sequence[str]:
        """Raises Unavailable."""
        await self._blobs.put(f"{note.tenant_id}/exports/notes/{note.id}.csv", _once(notes_table([note])))
        return ()


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
