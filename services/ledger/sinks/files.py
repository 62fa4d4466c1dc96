"""Books as files that an office fetches: in any format, put anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from services.common.errors import Unavailable
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.destinations import Destination
from services.ledger.sinks.formats import Files, Format, company_folder
from services.ledger.sinks.sink import Found, Rehearsal

_PROBE = "contapics-test.txt"


@dataclass(frozen=True, slots=True)
class FileBooks:
    """Writes `<company>/<year>-<month>/<note_id>/<file>`.

    The folder is the note's own, so that posting again writes the same files again and no note replaces another's,
    even where the format's names repeat.
    """

    name: str
    format: Format
    destination: Destination

    async def post(self, note: Note, key: str) -> Sequence[str]:
        for path, content in sorted((await self._files(note)).items()):
            await self.destination.put(path, content)
        return ()

    async def examine(self) -> list[Found]:
        try:
            await self.destination.put(_PROBE, b"ContaPics\n")
            await self.destination.remove(_PROBE)
        except (Refused, Unavailable) as fault:
            return [Found(fault.reason, False, fault.metadata)]
        return [Found("sink_writable", True)]

    async def rehearse(self, note: Note, key: str) -> Rehearsal:
        return Rehearsal(files=await self._files(note))

    async def close(self) -> None:
        """Nothing is held open."""

    async def _files(self, note: Note) -> Files:
        files = await asyncio.to_thread(self.format.files, [note])
        month = f"{note.date:%Y-%m}" if note.date else "0000-00"
        folder = f"{company_folder(note)}/{month}/{note.id}"
        return {f"{folder}/{name.rpartition('/')[2]}": content for name, content in files.items()}
