"""Taking a note back: the same lines in red, on the same sides (OMFP 2634/2015, stornare în roșu)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.ledger.rules.note import STORNO_SOURCE, Draft


def storno_note(booked: Draft, day: date) -> Draft:
    """The note that makes another one nothing: every amount negative, so that both add up to zero on each account."""
    return replace(
        booked,
        rule=f"storno_{booked.rule}",
        source=STORNO_SOURCE,
        date=day,
        total=-booked.total,
        non_deductible=-booked.non_deductible,
        lines=tuple(
            replace(line, amount=-line.amount, explanation=f"Storno: {line.explanation}") for line in booked.lines
        ),
        vat=tuple(
            replace(
                part,
                base=-part.base,
                amount=-part.amount,
                deferred=-part.deferred,
                non_deductible=-part.non_deductible,
            )
            for part in booked.vat
        ),
        cautions=(),
    )
