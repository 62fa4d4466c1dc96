"""The rows of a note, from what the rules drew up."""

from __future__ import annotations

from collections.abc import Sequence

from services.ledger.models import NoteLine, NoteVat
from services.ledger.rules.lines import Line
from services.ledger.rules.vat import VatPart


def lines(drawn: Sequence[Line]) -> list[NoteLine]:
    """Numbered from 1, in their order."""
    return [
        NoteLine(
            position=position,
            debit=line.debit,
            credit=line.credit,
            amount=line.amount,
            vat_rate=line.vat_rate,
            explanation=line.explanation,
        )
        for position, line in enumerate(drawn, start=1)
    ]


def vat(drawn: Sequence[VatPart]) -> list[NoteVat]:
    """Numbered from 1, in their order."""
    return [
        NoteVat(
            position=position,
            rate=part.rate,
            base=part.base,
            amount=part.amount,
            deferred=part.deferred,
            non_deductible=part.non_deductible,
            reverse=part.reverse,
        )
        for position, part in enumerate(drawn, start=1)
    ]
