"""The totals of an invoice and its VAT by rate: of all amounts those that rows, labels and rates agree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.ocr.extract.amounts import Amount, vat_of_base
from services.ocr.extract.invoice_labels import Rated, Role, Told, read_labels, read_rated
from services.ocr.extract.invoice_table import Row
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.extraction import Vat
from services.ocr.layout import Span, TextLine

_MOST_VAT = 4
"""VAT is at most a fourth of the net value (24 %)."""
_MOST_NETS, _MOST_VALUES = 8, 300
"""How many net values are handed on, and how many amounts are tried: all pairs of them are."""


@dataclass(slots=True)
class Totals:
    """Amounts in minor units; `proved` where net + VAT = total and the rows or the labels say that it is these.

    `untaxed` is where the total bears no VAT; `discount` what was taken off the rows' sum, as the total proves.
    `nets` are the net values that other readings of the amounts would have, the likelier first, where none is proved.
    """

    net: Amount | None = None
    vat: Amount | None = None
    total: Amount | None = None
    proved: bool = False
    discount: int = 0
    groups: list[Vat] = field(default_factory=list)
    group_spans: list[Span | None] = field(default_factory=list)
    nets: list[int] = field(default_factory=list)

    @property
    def untaxed(self) -> bool:
        return self.total is not None and not (self.vat and self.vat.minor)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that speaks about the totals: amounts with labels, VAT by rate, and the rows."""

    told: list[Told]
    rated: list[Rated]
    rows: Sequence[Row]

    @property
    def values(self) -> dict[int, set[Role]]:
        roles: dict[int, set[Role]] = {}
        for one in self.told:
            roles.setdefault(one.amount.minor, set()).add(one.role)
        return roles

    @property
    def rows_net(self) -> int | None:
        return sum(row.net for row in self.rows) if self.rows else None

    @property
    def rows_vat(self) -> int | None:
        vats = [row.vat for row in self.rows]
        return sum(vat or 0 for vat in vats) if vats and None not in vats else None

    @property
    def discounts(self) -> list[int]:
        """No discount, each that is printed, and all of them together."""
        each = [abs(one.amount.minor) for one in self.told if one.role == "discount"]
        return [0, *each, *([sum(each)] if len(each) > 1 else [])]


def read_totals(lines: Sequence[TextLine], rows: Sequence[Row], before: Sequence[TextLine] = ()) -> Totals:
    """`lines` are those from the first total on; `before` the others that are no rows, for totals in a box above."""
    totals = _read(lines, rows, before_discounts=before)
    if totals.proved or not before:
        return totals
    other = _read([*before, *lines], rows, before_discounts=())
    return other if other.proved or totals.total is None else totals


def _read(lines: Sequence[TextLine], rows: Sequence[Row], before_discounts: Sequence[TextLine]) -> Totals:
    told = read_labels(lines)
    told += [one for one in read_labels(before_discounts) if one.role == "discount"]
    evidence = _Evidence(told, read_rated(lines), rows)
    totals = _settle(evidence)
    _by_rate(totals, evidence)
    return totals


@dataclass(frozen=True, slots=True)
class _Triple:
    """A net value, VAT and total that add up, with what speaks for them."""

    net: int
    vat: int
    total: int
    discount: int
    score: int
    proved: bool


def _settle(evidence: _Evidence) -> Totals:
    """The triple that most speaks for; where none is proved what the labels say."""
    triples = sorted(_triples(evidence), key=lambda triple: (triple.proved, triple.score), reverse=True)
    best = triples[0] if triples else None
    if best is not None and best.proved:
        total = _amount(evidence, best.total, "gross", "bare")
        net = _amount(evidence, best.net, "net", "bare") or (total and Amount(best.net, total.span))
        vat = _amount(evidence, best.vat, "vat") or (_vat_beside(evidence, best.vat) if best.vat else None)
        return Totals(net, vat, total, proved=True, discount=best.discount)
    labelled = {
        role: [one.amount for one in evidence.told if one.role == role] for role in ("net", "vat", "gross", "bare")
    }
    totals = labelled["gross"] or labelled["bare"]
    nets = list(dict.fromkeys(triple.net for triple in triples if triple.vat))[:_MOST_NETS]
    return Totals(_first(labelled["net"]), _first(labelled["vat"]), _of_the_invoice(totals), nets=nets)


def _triples(evidence: _Evidence) -> Iterator[_Triple]:
    values = _likeliest(evidence.values)
    sums = {} if evidence.rows_net is None else {evidence.rows_net - off: off for off in evidence.discounts[::-1]}
    known_vats = {value for value in (evidence.rows_vat, _rated_sum(evidence)) if value}
    for total in values:
        for net in {*values, *sums}:
            vat = total - net
            possible = vat in values or vat in known_vats or vat == 0
            if total and possible and vat * net >= 0 and abs(vat) * _MOST_VAT <= abs(net):
                yield _weigh(evidence, values, (net, vat, total), sums.get(net))


def _likeliest(values: dict[int, set[Role]]) -> dict[int, set[Role]]:
    """The amounts that words speak of, then the largest: a table of thousands has not that many totals."""
    if len(values) <= _MOST_VALUES:
        return values
    ordered = sorted(values, key=lambda minor: (not any(values[minor]), -abs(minor)))
    return {minor: values[minor] for minor in ordered[:_MOST_VALUES]}


def _weigh(
    evidence: _Evidence, values: dict[int, set[Role]], triple: tuple[int, int, int], discount: int | None
) -> _Triple:
    """`discount` is what the rows' sum is lowered by to make the net value; None where it does not."""
    net, vat, total = triple
    of_total = values[total]
    by_rows = discount is not None
    net_told, vat_told = "net" in values.get(net, ()), "vat" in values.get(vat, ())
    total_told = "gross" in of_total or "bare" in of_total
    by_rates = _is_explained(evidence, net, vat)
    score = 4 * by_rows + 3 * by_rates + 2 * net_told + 2 * vat_told + 2 * ("gross" in of_total) + ("bare" in of_total)
    score -= 6 * ("balance" in of_total) + 4 * ("balance" in values.get(net, ())) + (discount or 0 > 0)
    if vat:
        labels = net_told and vat_told and total_told
        by_summary = total_told and _is_summed_up(evidence, net, vat)
        # Without a table: what is due is called so, its VAT too, and one rate makes it of a third amount.
        bound = vat_told or _stands_in_a_row(evidence, triple)
        solved = not evidence.rows and "gross" in of_total and bound and bool(_only_rates(net, vat, 0))
        proved = ((by_rates and (by_rows or labels)) or by_summary or solved) and "balance" not in of_total
    else:
        tax = any(abs(one.amount.minor) for one in evidence.told if one.role == "vat") or bool(evidence.rows_vat)
        twice = "vat" in values.get(0, ()) and sum(one.amount.minor == total for one in evidence.told) > 1
        proved = by_rows and (total_told or twice) and not tax and not evidence.rated and "balance" not in of_total
    return _Triple(net, vat, total, discount or 0, score, proved)


def _stands_in_a_row(evidence: _Evidence, triple: tuple[int, int, int]) -> bool:
    """Whether net value, VAT and total are printed one after the other on one line."""
    rows: dict[int, list[int]] = {}
    for one in evidence.told:
        rows.setdefault(one.amount.span.line.index, []).append(one.amount.minor)
    return list(triple) in rows.values()


def _is_summed_up(evidence: _Evidence, net: int, vat: int) -> bool:
    """Whether a summary names the bases and VAT of all rates, and they add up to these."""
    bases = [rated.base.minor for rated in evidence.rated if rated.base is not None]
    return len(bases) == len(evidence.rated) > 0 and (sum(bases), _rated_sum(evidence)) == (net, vat)


def _is_explained(evidence: _Evidence, net: int, vat: int) -> bool:
    """Whether the rows, the summary by rate, or one rate make this VAT."""
    if not vat:
        return False
    by_rows = evidence.rows_vat is not None and abs(vat - evidence.rows_vat) <= len(evidence.rows) // 2
    return by_rows or vat == _rated_sum(evidence) or len(_only_rates(net, vat, len(evidence.rows))) > 0


def _rated_sum(evidence: _Evidence) -> int:
    return sum(rated.vat.minor for rated in evidence.rated)


def _only_rates(net: int, vat: int, rows: int) -> list[int]:
    """The rates that alone make this VAT; each row may have been rounded by half a ban."""
    return [rate for rate in ROMANIAN_RATES if rate and abs(vat_of_base(net, rate) - vat) <= 1 + rows // 2]


def _amount(evidence: _Evidence, minor: int, *roles: Role) -> Amount | None:
    """The printed amount, best where one of the roles is told of it."""
    printed = [one for one in evidence.told if one.amount.minor == minor]
    return min(printed, key=lambda one: one.role not in roles).amount if printed else None


def _vat_beside(evidence: _Evidence, minor: int) -> Amount | None:
    """VAT that only the summary or the rows sum up to, standing where the first of them stands."""
    if evidence.rated and _rated_sum(evidence) == minor:
        return Amount(minor, evidence.rated[0].vat.span)
    return Amount(minor, evidence.rows[0].span) if evidence.rows else None


def _of_the_invoice(totals: Sequence[Amount]) -> Amount | None:
    """Beside what is due with older balances, the total of this invoice is the one called so."""
    named = [amount for amount in totals if "FACTUR" in amount.span.line.key]
    return _first(named or totals)


def _first(amounts: Sequence[Amount]) -> Amount | None:
    return amounts[0] if amounts else None


def _by_rate(totals: Totals, evidence: _Evidence) -> None:
    """VAT groups from the summary, the rows, or the one rate that fits; only those that sum up to the VAT."""
    if totals.vat is None or totals.vat.minor == 0:
        return
    for groups in (_summary(evidence), _of_rows(evidence.rows, totals.vat.minor), _only_rate(totals, evidence.rows)):
        if groups and sum(group.amount or 0 for group, _ in groups) == totals.vat.minor:
            groups += _free(totals, groups, evidence.rows)
            totals.groups = [group for group, _ in groups]
            totals.group_spans = [span for _, span in groups]
            return


_Groups = list[tuple[Vat, Span | None]]


def _summary(evidence: _Evidence) -> _Groups:
    groups: _Groups = []
    for rated in sorted(evidence.rated, key=lambda one: one.rate, reverse=True):
        groups.append((Vat(rated.rate, rated.base.minor if rated.base else None, rated.vat.minor), rated.vat.span))
    return groups


def _of_rows(rows: Sequence[Row], due: int) -> _Groups:
    """The rows by rate. Where there is one rate its VAT is the invoice's, each row's being rounded by half a ban."""
    groups: _Groups = []
    for rate in sorted({row.rate for row in rows if row.rate}, reverse=True):
        chosen = [row for row in rows if row.rate == rate]
        base = sum(row.net for row in chosen)
        vats = [row.vat for row in chosen]
        amount = sum(vat or 0 for vat in vats) if all(vat is not None for vat in vats) else vat_of_base(base, rate)
        groups.append((Vat(rate, base, amount), chosen[0].span))
    if len(groups) == 1 and abs((groups[0][0].amount or 0) - due) <= len(rows) // 2:
        groups[0][0].amount = due
    return groups


def _free(totals: Totals, groups: _Groups, rows: Sequence[Row]) -> _Groups:
    """What the rows of no rate or of 0 % add to the taxed bases, where that makes the net value."""
    bases = [group.base for group, _ in groups]
    free = [row for row in rows if not row.rate and not row.vat]
    rest = None if totals.net is None or None in bases else totals.net.minor - sum(base or 0 for base in bases)
    return [(Vat(0, rest, 0), free[0].span)] if rest and rest == sum(row.net for row in free) else []


def _only_rate(totals: Totals, rows: Sequence[Row]) -> _Groups:
    if totals.net is None or totals.vat is None:
        return []
    net, vat = totals.net.minor, totals.vat.minor
    fit = _only_rates(net, vat, len(rows))
    return [(Vat(fit[0], net, vat), totals.vat.span)] if len(fit) == 1 else []
