"""The money of a receipt read as one: items, VAT, total and payments, each helping the others to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.extract.items import Item, lines_sums, read_items
from services.ocr.extract.ledger import Ledger, read_ledger
from services.ocr.extract.payments import Settlement, read_settlement
from services.ocr.extract.placing import Placing
from services.ocr.extract.roles import PAYMENTS, TOTALS
from services.ocr.extract.totals import Total, find_total
from services.ocr.extract.vat import VatTable, complete_from_lines, read_vat
from services.ocr.extraction import Payment, Vat
from services.ocr.layout import Span, TextLine


@dataclass(slots=True)
class Money:
    """All that a receipt says about money, before verification."""

    ledger: Ledger
    items: list[Item]
    vat: VatTable
    total: Total | None
    settlement: Settlement


def read_money(
    lines: Sequence[TextLine], rates: frozenset[int], *, abroad: frozenset[str] = frozenset(), unit: int = 1
) -> Money:
    """Read the money part. `rates` are the VAT rates that may occur, `abroad` words of currencies that only inform.

    `unit` is what tills round to, in minor units: 100 where the currency has no decimals.
    """
    ledger = read_ledger(lines, abroad=abroad, unit=unit)
    items = read_items(ledger)
    vat = read_vat(ledger, rates, ledger.minors(*TOTALS, *PAYMENTS))
    total = find_total(ledger, vat, lines_sums(items))
    complete_from_lines(vat, items, total.minor if total else None, rates)
    settlement = read_settlement(ledger, total.minor if total else None)
    return Money(ledger, items, vat, total, settlement)


def record_money(money: Money, placing: Placing) -> None:
    """Put the values into the extraction, each with its certainty and place."""
    extraction = placing.extraction
    if money.total:
        extraction.total = money.total.minor
        placing.put("total", money.total.span)
    for i, group in enumerate(money.vat.groups):
        extraction.vat.append(Vat(group.rate, group.base, group.vat, group.code))
        _put(placing, f"vat.{i}.rate", group.rate_span, group.rate)
        _put(placing, f"vat.{i}.base", group.base_span or group.vat_span, group.base)
        _put(placing, f"vat.{i}.amount", group.vat_span or group.base_span, group.vat)
    amounts = [group.vat for group in money.vat.groups if group.vat is not None]
    if money.vat.total is not None:
        extraction.vat_total = money.vat.total.minor
        placing.put("vat_total", money.vat.total.span)
    elif amounts and len(amounts) == len(money.vat.groups):
        extraction.vat_total = sum(amounts)
    bases = [group.base for group in money.vat.groups if group.base is not None]
    if money.vat.net_total is not None:
        extraction.net_total = money.vat.net_total.minor
        placing.put("net_total", money.vat.net_total.span)
    elif bases and len(bases) == len(money.vat.groups):
        extraction.net_total = sum(bases)
    for i, paid in enumerate(money.settlement.payments):
        extraction.payments.append(Payment(paid.method, paid.minor))
        placing.put(f"payments.{i}.amount", paid.span)
    for i, item in enumerate(money.items):
        extraction.lines.append(item.line)
        placing.put(f"lines.{i}", item.span)


def unnamed_payments(money: Money) -> list[str]:
    """The fields of payments whose means no word tells."""
    return [f"payments.{i}.amount" for i, paid in enumerate(money.settlement.payments) if not paid.named]


def _put(placing: Placing, name: str, span: Span | None, value: int | None) -> None:
    if value is not None and span is not None:
        placing.put(name, span)
