"""What the words beside an invoice's amounts say that they are: net, VAT, total, discount, or an older balance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from services.ocr.extract.amounts import Amount, find_amounts, find_rates, vat_of_base
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.layout import TextLine

Role = Literal["net", "vat", "gross", "bare", "discount", "balance", ""]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("balance", re.compile(r"(?<![A-Z])SOLD(?![A-Z])|RESTANT|ANTERIO|PRECEDENT|PENALIT|PLAT[IA] (?:EFECTUAT|PRIMIT)")),
    ("net", re.compile(r"FARA\s*T\.?V\.?A|WITHOUT\s*VAT|EXCL|INAINTE\s*DE|DUPA\s*(?:REDUCERE|DISCOUNT)")),
    ("discount", re.compile(r"DISCOUNT|REDUCERE|RABAT|REMIZA")),
    (
        "gross",
        re.compile(
            r"TOTAL\s*(?:DE\s*)?PLATA|DE\s*(?:PLATA|ACHITAT|INCASAT|RESTITUIT)|TOTAL\s*(?:DE\s*)?(?:GENERAL|FACTUR|DOCUMENT|INCL|CU\s*TVA|DUE)|"
            r"VALOARE\s*(?:TOTALA|CU\s*TVA)|TOTAL\s*\(|GRAND\s*TOTAL|SUMA\s*TOTALA|TOTAL\s*BRUT|CU\s*TVA|AMOUNT\s*DUE|SUMA\s*DATORAT|VALOARE\s*FINAL"
        ),
    ),
    ("net", re.compile(r"TOTAL\s*NET|SUB\s?TOTAL|TOTAL\s*VALOARE|VALOARE\s*NETA|TOTAL\s*BAZA|^\W*NET(?![A-Z])")),
    ("vat", re.compile(r"T\.?V\.?A|(?<![A-Z])VAT(?![A-Z])")),
    ("net", re.compile(r"(?<![A-Z])BAZA(?![A-Z])")),
    ("bare", re.compile(r"(?:^|[^A-Z])TOTAL\W*(?:(?:IN\W+)?(?:RON|LEI|EUR|USD|GBP)|DIN CARE\W*(?:ACCIZE)?)?\W*$")),
)  # fmt: skip
_BASE = re.compile(r"BAZA|NET(?:A|O|TO)?(?![A-Z])|IMPOZABIL")
_CURRENCY = re.compile(r"(?<![A-Z])(?:RON|LEI|EUR|EURO|USD|GBP|HUF)(?![A-Z])")
_THOUSANDS = re.compile(r"(?<![0-9.,])([-–−]?[0-9]{1,3}(?: [0-9]{3})*) $")
_SPACE = 0.6
_SLACK = 2
_ROWS_SLACK = 50
"""Half a ban for each of a hundred rows."""


@dataclass(frozen=True, slots=True)
class Told:
    """An amount and what the words beside it say."""

    amount: Amount
    role: Role


@dataclass(frozen=True, slots=True)
class Rated:
    """VAT of one rate as a summary prints it; the base where it stands beside."""

    rate: int
    base: Amount | None
    vat: Amount


def read_labels(lines: Iterable[TextLine]) -> list[Told]:
    """Every amount of the lines in order. A label alone on its line names the amounts alone on the next."""
    told: list[Told] = []
    above = ""
    for line in lines:
        amounts = whole_amounts(line)
        if not amounts:
            above = line.key
            continue
        # Amounts beside a bare rate are a summary's: the headings above them are not those of the totals.
        beneath = "" if find_rates(line) else above
        for label, run in _labelled(line, amounts):
            told += _by_place(_role(label or beneath), run)
        above = ""
    return told


def read_rated(lines: Iterable[TextLine]) -> list[Rated]:
    """The VAT of each rate that the lines name, the last time with its base: a summary follows what it sums."""
    found: dict[int, Rated] = {}
    for line in lines:
        amounts = whole_amounts(line)
        rates = [rate for rate in find_rates(line) if rate.points in ROMANIAN_RATES and rate.points]
        for place, rate in enumerate(rates):
            end = rates[place + 1].span.start if place + 1 < len(rates) else len(line.key)
            after = [amount for amount in amounts if rate.span.end <= amount.span.start < end]
            rated = _rated(line.key, rate.points, after or (amounts if len(rates) == 1 else []))
            if rated is not None and (rate.points not in found or rated.base is not None):
                found[rate.points] = rated
    return list(found.values())


def whole_amounts(line: TextLine) -> list[Amount]:
    """The line's amounts with the thousands that a space parts from them."""
    return [_whole(line, amount) for amount in find_amounts(line)]


def names_total(key: str) -> bool:
    """Whether a line says that it is the invoice's total, its amount beside it or not."""
    return any(role == "gross" and pattern.search(key) for role, pattern in _ROLES)


def names_sum(key: str) -> bool:
    """Whether the words of a line are those of a net value, VAT or total, or of a part of them."""
    return _role(key) in ("net", "vat", "gross", "bare")


def _rated(key: str, rate: int, amounts: Sequence[Amount]) -> Rated | None:
    """Base and VAT that fit each other; else VAT alone where the words say so.

    VAT that was rounded row by row is off by more; their sum beside them says that they are these.
    """
    printed = {amount.minor for amount in amounts}
    for base in amounts:
        for vat in amounts:
            slack = _ROWS_SLACK if base.minor + vat.minor in printed else _SLACK
            if base is not vat and vat.minor and abs(vat_of_base(base.minor, rate) - vat.minor) <= slack:
                return Rated(rate, base, vat)
    label = key[: amounts[0].span.start] if amounts else ""
    if len(amounts) == 1 and amounts[0].minor and _role(label) == "vat" and not _BASE.search(label):
        return Rated(rate, None, amounts[0])
    return None


def _labelled(line: TextLine, amounts: Sequence[Amount]) -> list[tuple[str, list[Amount]]]:
    """Runs of amounts, each with the words nearest to its left; empty where only another amount stands there."""
    runs: list[tuple[str, list[Amount]]] = []
    end = 0
    for amount in amounts:
        label = _nearest(line, end, amount.span.start)
        if label or not runs:
            runs.append((label, []))
        runs[-1][1].append(amount)
        end = amount.span.end
    return runs


def _nearest(line: TextLine, start: int, end: int) -> str:
    """The last cell between two places that has words other than a currency; within it all its words."""
    for cell in reversed(line.cells):
        text = line.key[max(cell.start, start) : min(cell.end, end)] if cell.start < end and cell.end > start else ""
        if re.search("[A-Z]{2}", _CURRENCY.sub("", text)) or re.search(r"(?<![A-Z])TOTAL", text):
            return text
    return ""


def _role(label: str) -> Role:
    return next((role for role, pattern in _ROLES if pattern.search(label)), "")


def _by_place(role: Role, amounts: Sequence[Amount]) -> list[Told]:
    """`TOTAL 100,00 21,00 121,00` tells net, VAT and total by their order."""
    if len(amounts) == 1 or role not in ("net", "bare", "gross"):
        return [Told(amount, role) for amount in amounts]
    roles: tuple[Role, ...] = ("net", "vat", "gross")
    if role == "gross" and len(amounts) == 2 and not amounts[1].minor:
        return [Told(amounts[0], "gross"), Told(amounts[1], "vat")]
    if role == "gross" and len(amounts) != 3:
        return [*(Told(amount, "") for amount in amounts[:-1]), Told(amounts[-1], "gross")]
    return [Told(amount, roles[min(place, 2)]) for place, amount in enumerate(amounts)]


def _whole(line: TextLine, amount: Amount) -> Amount:
    """The amount with the thousands that stand before it: as far away as a space is wide, not as a column is."""
    before = _THOUSANDS.search(line.key, 0, amount.span.start)
    if before is None or not re.match("[0-9]{3}[.,]", line.key[amount.span.start :]):
        return amount
    end = before.end(1)
    gap = amount.span.quad[0][0] - line.span(before.start(1), end).quad[1][0]
    if gap > _SPACE * max(line.height, amount.span.quad[3][1] - amount.span.quad[0][1]):
        return amount
    thousands = int(re.sub("[^0-9]", "", before[1]))
    minor = thousands * 100_000 + amount.minor
    return Amount(-minor if before[1][0] in "-–−" else minor, line.span(before.start(1), amount.span.end))
