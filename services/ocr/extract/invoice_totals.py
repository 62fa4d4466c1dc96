"""The totals of an invoice and its VAT by rate: what labels say, settled by net + VAT = total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.ocr.extract.amounts import Amount, find_amounts, find_rates, vat_of_base
from services.ocr.extract.invoice_table import Row
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.extraction import Vat
from services.ocr.layout import Span, TextLine

_GROSS = re.compile(
    r"TOTAL\s*(?:DE\s*)?PLATA|DE\s*PLATA|TOTAL\s*(?:DE\s*)?(?:GENERAL|FACTURA|INCL|CU\s*TVA)|VALOARE\s*(?:TOTALA|CU\s*TVA)|"
    r"TOTAL\s*\(|GRAND\s*TOTAL|SUMA\s*TOTALA"
)
_NET = re.compile(r"FARA\s*T\.?V\.?A|TOTAL\s*NET|SUBTOTAL|TOTAL\s*VALOARE|VALOARE\s*NETA|TOTAL\s*BAZA(?!.*%)")
_VAT = re.compile(r"T\.?V\.?A|VAT")
_BASE = re.compile(r"BAZA|NET(?:A|O|TO)?(?![A-Z])|IMPOZABIL")
_THOUSANDS = re.compile(r"(?<![0-9.,])([-–−]?[0-9]{1,3}(?: [0-9]{3})*) $")
_SPACE = 0.6
_BARE = re.compile(r"^\W*TOTAL\W*(?:RON|LEI|EUR)?\W*$")


@dataclass(slots=True)
class Totals:
    """Amounts in minor units by what their labels say, and the settled triple; `proved` where it adds up."""

    net: Amount | None = None
    vat: Amount | None = None
    total: Amount | None = None
    proved: bool = False
    groups: list[Vat] = field(default_factory=list)
    group_spans: list[Span | None] = field(default_factory=list)


def read_totals(lines: Sequence[TextLine], rows: Sequence[Row]) -> Totals:
    """`lines` are those from the first total on."""
    told = _Told()
    for line in lines:
        told.take(line)
    totals = _settle(told, sum(row.net for row in rows) if rows else None)
    _by_rate(totals, told, rows)
    return totals


@dataclass(slots=True)
class _Told:
    """What each labelled line says."""

    nets: list[Amount] = field(default_factory=list)
    vats: list[Amount] = field(default_factory=list)
    grosses: list[Amount] = field(default_factory=list)
    bare: list[Amount] = field(default_factory=list)
    rated_bases: dict[int, Amount] = field(default_factory=dict)
    rated_vats: dict[int, Amount] = field(default_factory=dict)
    above: str = ""

    def take(self, line: TextLine) -> None:
        """One line; a label alone names the amount alone on the next line."""
        amounts = [_whole(line, amount) for amount in find_amounts(line)]
        label = line.key[: amounts[0].span.start] if amounts else line.key
        if not amounts:
            self.above = label
            return
        if not re.search("[A-Z]", label):
            label = self.above
        self.above = ""
        rates = [rate.points for rate in find_rates(line) if rate.points in ROMANIAN_RATES]
        if rates:
            self._take_rated(label, rates[0], amounts)
        elif _NET.search(label):
            self.nets.append(amounts[-1])
        elif _GROSS.search(label):
            self.grosses.append(amounts[-1])
        elif _BARE.search(label):
            self._take_bare(amounts)
        elif _VAT.search(label):
            self.vats.append(amounts[-1])

    def _take_rated(self, label: str, rate: int, amounts: list[Amount]) -> None:
        for base in amounts:
            for vat in amounts:
                if base is not vat and abs(vat_of_base(base.minor, rate) - vat.minor) <= 2 and vat.minor:
                    self.rated_bases[rate], self.rated_vats[rate] = base, vat
                    return
        if _BASE.search(label):
            self.rated_bases[rate] = amounts[0]
        elif _VAT.search(label):
            self.rated_vats[rate] = amounts[-1]

    def _take_bare(self, amounts: list[Amount]) -> None:
        """`TOTAL` under the table: net and VAT, or all three, or the total alone."""
        if len(amounts) == 1:
            self.bare.append(amounts[0])
        else:
            self.nets.append(amounts[0])
            self.vats.append(amounts[1])
            self.grosses += amounts[2:3]


def _whole(line: TextLine, amount: Amount) -> Amount:
    """The amount with the thousands that stand before it: as far away as a space is wide, not as a column is."""
    before = _THOUSANDS.search(line.key, 0, amount.span.start)
    if before is None or not re.match("[0-9]{3}[.,]", line.key[amount.span.start :]):
        return amount
    end = before.end(1)
    gap = amount.span.quad[0][0] - line.span(before.start(1), end).quad[1][0]
    if gap > _SPACE * line.height:
        return amount
    thousands = int(re.sub("[^0-9]", "", before[1]))
    minor = thousands * 100_000 + amount.minor
    return Amount(-minor if before[1][0] in "-–−" else minor, line.span(before.start(1), amount.span.end))


def _settle(told: _Told, rows_net: int | None) -> Totals:
    """The first total that net and VAT add up to; else what the labels say, unproved."""
    grosses = told.grosses or told.bare
    nets = told.nets + (told.bare if told.grosses else [])
    rated = sum(amount.minor for amount in told.rated_vats.values())
    for total in grosses:
        for net in nets:
            for vat in told.vats:
                if net.minor + vat.minor == total.minor:
                    return Totals(net, vat, total, proved=True)
            if net.minor + rated == total.minor:
                return Totals(net, _one(told.rated_vats), total, proved=True)
    for total in grosses:
        for tax in (*told.vats, None):
            amount = tax.minor if tax else 0
            if rows_net is not None and rows_net + amount == total.minor:
                return Totals(Amount(rows_net, total.span), tax, total, proved=True)
    return Totals(_first(nets), _first(told.vats), _first(grosses))


def _one(amounts: dict[int, Amount]) -> Amount | None:
    """The sum of the VAT by rate, standing where the first of them stands."""
    if not amounts:
        return None
    return Amount(sum(amount.minor for amount in amounts.values()), next(iter(amounts.values())).span)


def _first(amounts: Sequence[Amount]) -> Amount | None:
    return amounts[0] if amounts else None


def _by_rate(totals: Totals, told: _Told, rows: Sequence[Row]) -> None:
    """VAT groups from the summary, the rows, or the one rate that fits; only those that sum up to the VAT."""
    if totals.vat is None or totals.vat.minor == 0:
        return
    for groups in (_summary(told), _of_rows(rows), _only_rate(totals, rows)):
        if groups and sum(group.amount or 0 for group, _ in groups) == totals.vat.minor:
            totals.groups = [group for group, _ in groups]
            totals.group_spans = [span for _, span in groups]
            return


_Groups = list[tuple[Vat, Span | None]]


def _summary(told: _Told) -> _Groups:
    groups: _Groups = []
    for rate, vat in sorted(told.rated_vats.items(), reverse=True):
        base = told.rated_bases.get(rate)
        if vat.minor:
            groups.append((Vat(rate, base.minor if base else None, vat.minor), vat.span))
    return groups


def _of_rows(rows: Sequence[Row]) -> _Groups:
    groups: _Groups = []
    for rate in sorted({row.rate for row in rows if row.rate}, reverse=True):
        chosen = [row for row in rows if row.rate == rate]
        base = sum(row.net for row in chosen)
        vats = [row.vat for row in chosen]
        amount = sum(vat or 0 for vat in vats) if all(vat is not None for vat in vats) else vat_of_base(base, rate)
        groups.append((Vat(rate, base, amount), chosen[0].span))
    return groups


def _only_rate(totals: Totals, rows: Sequence[Row]) -> _Groups:
    """The single rate that explains the whole VAT; each row may have been rounded by half a ban."""
    if totals.net is None or totals.vat is None:
        return []
    net, vat = totals.net.minor, totals.vat.minor
    slack = 1 + len(rows) // 2
    fit = [rate for rate in ROMANIAN_RATES if rate and abs(vat_of_base(net, rate) - vat) <= slack]
    return [(Vat(fit[0], net, vat), totals.vat.span)] if len(fit) == 1 else []
