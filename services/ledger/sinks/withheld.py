"""Notes that a format can't hold: named with their reasons, so that no export is partial without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.common import messages
from services.ledger import exports
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.formats import ZIP, Download, Format, archive, download, printable

LIST = "neexportate.csv"
"""What an export without them has in their place."""
NAMED = 5
"""Notes that a refusal names; it travels in the headers of an answer, twice, and gRPC takes 8 KB of them."""
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Withheld:
    """A note and why the format has no place for it."""

    note: Note
    refusal: Refused

    def reason(self, language: str) -> str:
        return messages.say(self.refusal.reason, self.refusal.metadata, language)


def download_all(books: Format, notes: Sequence[Note], language: str) -> Download:
    """Every note. Raises Refused(notes_unfit) that names those which the format can't hold."""
    try:
        return download(books, notes)
    except Refused as refusal:
        withheld = list(_withheld(books, notes))
        if not withheld:
            raise
        metadata = {"count": str(len(withheld)), "notes": _named(withheld, language)}
        raise Refused("notes_unfit", "The format can't hold some of the notes.", metadata) from refusal


def download_rest(books: Format, notes: Sequence[Note], language: str) -> Download:
    """The notes that the format can hold; if there are others, a zip that lists those. Raises Refused."""
    try:
        return download(books, notes)
    except Refused:
        withheld = list(_withheld(books, notes))
        left_out = {each.note.id for each in withheld}
        fitting = [note for note in notes if note.id not in left_out]
        written = dict(books.files(fitting)) if fitting else {}
        rows = [(each.note, each.reason(language)) for each in withheld]
        return Download(ZIP, archive({**written, LIST: exports.withheld_table(rows)}))


def _withheld(books: Format, notes: Iterable[Note]) -> Iterable[Withheld]:
    """Those that the format refuses each by itself."""
    for note in notes:
        try:
            books.files([note])
        except Refused as refusal:
            yield Withheld(note, refusal)


def _named(withheld: Sequence[Withheld], language: str) -> str:
    """`0123 / 2024-03-15 / OMV: reason`, the first few of them."""
    named = [f"{_name(each.note)}: {each.reason(language).rstrip('.')}" for each in withheld[:NAMED]]
    return "; ".join([*named, "…"] if len(withheld) > NAMED else named)


def _name(note: Note) -> str:
    day = note.date.isoformat() if note.date else ""
    parts = (printable(part).strip()[:_LONGEST_NAME] for part in (note.number, day, note.partner_name))
    return " / ".join(part for part in parts if part) or str(note.id)
