"""What the ledger asks of the books that it posts to, whichever they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from services.ledger.models import Note
from services.ledger.sinks.formats import Files


class Sink(Protocol):
    """One kind of books."""

    @property
    def name(self) -> str:
        """Stored on each note that was posted here."""

    async def post(self, note: Note, key: str) -> Sequence[str]:
        """Put a note into the books, durably before this returns; gives cautions that the note is to bear from then on.

        The same key again means the same note: it must have no further effect and is no error, whether the first
        try ended, failed or was cut off at any point. Runs outside of any database transaction of the ledger.
        Raises Refused if a person has to look, Unavailable if a later try may succeed.
        """


class Finding(Protocol):
    """One thing that a connection test looked at; `messages.say(reason, metadata, language)` puts it into words."""

    @property
    def reason(self) -> str: ...

    @property
    def ok(self) -> bool: ...

    @property
    def metadata(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A finding."""

    reason: str
    ok: bool
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a posting would write: files by path, or rows by column and attachments by name with their bytes."""

    files: Files = field(default_factory=dict)
    rows: Sequence[Mapping[str, int | str | Decimal | date | None]] = ()
    attachments: Sequence[tuple[str, int]] = ()


class Books(Sink, Protocol):
    """A sink with what its owner asks of it beside posting."""

    async def examine(self) -> Sequence[Finding]:
        """The connection test. Leaves nothing behind; what goes wrong is a finding, never an error."""

    async def rehearse(self, note: Note, key: str) -> Rehearsal:
        """What `post` would write, to the letter, without writing it. Raises what `post` would."""

    async def close(self) -> None:
        """Let go of what is held open."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sink that a new note goes to: its name, and the id that opens it; none for the files that everybody has."""

    name: str
    id: UUID | None


class Sinks(Protocol):
    """The sink of each office and company."""

    async def of(self, tenant_id: UUID, client_id: UUID) -> Choice:
        """What is chosen now. Raises Unavailable."""

    async def open(self, tenant_id: UUID, sink_id: UUID | None) -> Sink:
        """The sink of a choice, also of an old one. Raises Refused if its settings can't be used, Unavailable."""


class SameForAll:
    """One sink for every office."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    async def of(self, tenant_id: UUID, client_id: UUID) -> Choice:
        return Choice(self._sink.name, None)

    async def open(self, tenant_id: UUID, sink_id: UUID | None) -> Sink:
        return self._sink
